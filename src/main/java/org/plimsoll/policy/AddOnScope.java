package org.plimsoll.policy;

/** What an add-on can be required of: whatever margin can be required of, and a pledged asset. */
public sealed interface AddOnScope permits Scope, Collateral {
    /** Identifier of the position, group, pool or asset. */
    String id();

    /** Margin pool it belongs to. */
    String pool();
}
