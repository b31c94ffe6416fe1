package org.plimsoll.policy;

/** A figure of positions that is worked out only when a rule asks for it. */
public enum RiskFigure {
    NET_OPTION_VALUE,
    OPTION_UNITS,
    SHORT_OPTION_CONTRACTS,
    SHORT_OPTION_UNDERLYING_VALUE,
    UNDERLYING_PRICE,
    NET_DELTA,
    GROSS_DELTA,
    HEDGED_DELTA,
    CALENDAR_SPREAD_DELTA,
    NET_DELTA_VALUE,
    GROSS_DELTA_VALUE,
    HEDGED_DELTA_VALUE,
    GAMMA,
    VEGA
}
