package org.plimsoll.policy;

/** Why a haircut is taken. Within a kind the largest applies; kinds add up; the sum stops at one. */
public enum HaircutKind {
    BASE,
    CURRENCY_MISMATCH,
    VOLATILITY,
    LIQUIDITY,
    CONCENTRATION,
    WRONG_WAY,
    STALE_PRICE
}
