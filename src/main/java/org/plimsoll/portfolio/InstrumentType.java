package org.plimsoll.portfolio;

/** What an instrument is; decides how a position in it is valued. */
public enum InstrumentType {
    EQUITY,
    ETF,
    BOND,
    FUND,
    FUTURE,
    PERPETUAL,
    OPTION,
    FX_FORWARD,
    SWAP,
    CRYPTO_ASSET,
    COMMODITY,
    CASH
}
