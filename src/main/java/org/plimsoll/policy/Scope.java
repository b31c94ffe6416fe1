package org.plimsoll.policy;

/** What margin can be required of: a position, a group of positions or a whole pool. */
public sealed interface Scope extends AddOnScope permits Position, PositionGroup, MarginPool {
    /** Identifier of the position, group or pool. */
    String id();

    /** Margin pool it belongs to. */
    String pool();
}
