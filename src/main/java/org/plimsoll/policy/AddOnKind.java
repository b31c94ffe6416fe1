package org.plimsoll.policy;

/** Why margin is required on top of a requirement. */
public enum AddOnKind {
    LIQUIDITY,
    CONCENTRATION,
    VOLATILITY,
    WRONG_WAY,
    STALE_PRICE,
    PROCYCLICALITY_BUFFER,
    MINIMUM,
    OTHER
}
