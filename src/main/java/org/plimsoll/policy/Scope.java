package org.plimsoll.policy;

/** What margin can be required of: a position, a strategy, a group of positions or a whole pool. */
public sealed interface Scope extends AddOnScope permits Position, Strategy, PositionGroup, MarginPool {
    /** Identifier of the position, strategy, group or pool. */
    String id();

    /** Margin pool it belongs to. */
    String pool();
}
