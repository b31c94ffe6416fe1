package org.plimsoll.policy;

/** The kinds of required action, in order of severity, the mildest first. */
public enum ActionType {
    NOTIFY,
    RELEASE_COLLATERAL,
    SUBSTITUTE_COLLATERAL,
    RESTRICT_TRADING,
    TOP_UP,
    MARGIN_CALL,
    REDUCE_POSITION,
    HEDGE,
    LIQUIDATE,
    AUTO_DELEVERAGE,
    DRAW_INSURANCE_FUND,
    ESCALATE
}
