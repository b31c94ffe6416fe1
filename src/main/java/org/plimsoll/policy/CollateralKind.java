package org.plimsoll.policy;

/** What a pledged asset is to a haircut schedule. */
public enum CollateralKind {
    CASH,
    GOVERNMENT_BOND,
    CORPORATE_BOND,
    SECURITISATION,
    BANK_BOND,
    SUPRANATIONAL_BOND,
    EQUITY,
    ETF,
    FUND,
    GOLD,
    COMMODITY,
    CRYPTO_ASSET,
    OTHER
}
