package org.plimsoll.portfolio;

/** The legal and regulatory kind of an account. */
public enum AccountType {
    CASH,
    MARGIN,
    PORTFOLIO_MARGIN,
    DERIVATIVES,
    LENDING,
    BILATERAL
}
