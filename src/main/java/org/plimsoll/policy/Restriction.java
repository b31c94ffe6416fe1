package org.plimsoll.policy;

/** What an account is barred from. */
public enum Restriction {
    NEW_RISK,
    WITHDRAWALS,
    ALL_TRADING
}
