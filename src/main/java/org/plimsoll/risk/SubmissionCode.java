package org.plimsoll.risk;

/** The codes of what can be wrong with a submission. The name is the code; codes are stable. */
public enum SubmissionCode {
    /** A name, identifier or currency is empty. */
    TEXT_BLANK,
    /** A text is longer than its limit. */
    TEXT_TOO_LONG,
    /** A text holds control characters, or is not well-formed Unicode. */
    TEXT_CHARACTERS,
    /** An object carries more attributes than the limit. */
    TOO_MANY_ATTRIBUTES,
    /** A number has more than 30 digits before the decimal point. */
    NUMBER_TOO_LARGE,
    /** A number has more than 18 digits after the decimal point. */
    NUMBER_TOO_PRECISE,
    /** A date or time lies before 1900 or after 9999. */
    DATE_OUT_OF_RANGE,

    /** Two positions have one id. */
    POSITION_DUPLICATE,
    /** Two isolated positions would share the name of a position group. */
    POSITION_AMBIGUOUS,
    /** A position holds nothing. */
    POSITION_QUANTITY_ZERO,
    /** A future or perpetual position states no entry price, so its profit or loss is unknown. */
    ENTRY_PRICE_MISSING,
    /** An entry price is below zero for an instrument whose price cannot be. */
    ENTRY_PRICE_NEGATIVE,
    /** An isolated position states no margin of its own. */
    ISOLATED_MARGIN_MISSING,
    /** A cross-margined position states margin of its own. */
    ISOLATED_MARGIN_UNEXPECTED,
    /** The margin of an isolated position is below zero. */
    ISOLATED_MARGIN_NEGATIVE,

    /** Two pledged assets have one id. */
    COLLATERAL_DUPLICATE,
    /** A pledged quantity is below zero. */
    COLLATERAL_QUANTITY_NEGATIVE,
    /** A contract that is not an asset is pledged: a future, perpetual, forward or swap. */
    COLLATERAL_NOT_AN_ASSET,
    /** A pledged asset has no price. */
    COLLATERAL_PRICE_MISSING,
    /** A loan is below zero. */
    LOAN_NEGATIVE,

    /** A position or pledged asset names an instrument that is not among the instruments. */
    INSTRUMENT_UNKNOWN,
    /** An instrument is given twice. */
    INSTRUMENT_DUPLICATE,
    /** An instrument is given twice with different terms. */
    INSTRUMENT_CONFLICT,
    /** A multiplier is zero or below. */
    MULTIPLIER_NOT_POSITIVE,
    /** A lot size is zero or below. */
    LOT_SIZE_NOT_POSITIVE,
    /** An option lacks its terms. */
    OPTION_TERMS_MISSING,
    /** Something that is not an option has option terms. */
    OPTION_TERMS_UNEXPECTED,
    /** A strike is zero or below. */
    STRIKE_NOT_POSITIVE,
    /** An option does not say what it derives from. */
    UNDERLYING_MISSING,
    /** An option that is held or pledged expired before the evaluation date. */
    OPTION_EXPIRED,
    /** An instrument that is held or pledged matured before the evaluation date. */
    INSTRUMENT_MATURED,
    /** A credit quality step is not 1 to 6. */
    CREDIT_QUALITY_STEP_OUT_OF_RANGE,
    /** A cash instrument has a multiplier other than one. */
    CASH_MULTIPLIER,

    /** A position has no price. */
    PRICE_MISSING,
    /** The underlying of an option that is held has no price. */
    UNDERLYING_PRICE_MISSING,
    /** An instrument has two prices. */
    PRICE_DUPLICATE,
    /** A price, bid or offer is below zero for an instrument whose price cannot be. */
    PRICE_NEGATIVE,
    /** A price is dated later than the evaluation time. */
    PRICE_FROM_FUTURE,
    /** A price is older than the rule set allows. */
    PRICE_STALE,
    /** Cash has a price other than one. */
    CASH_PRICE,
    /** Volatility, volume or open interest is below zero. */
    MARKET_FIGURE_NEGATIVE,
    /** The market data is dated later than the evaluation time. */
    MARKET_FROM_FUTURE,

    /** There is no exchange rate between a currency and the base currency. */
    FX_RATE_MISSING,
    /** A pair of currencies has two rates in the same direction. */
    FX_RATE_DUPLICATE,
    /** An exchange rate is zero or below. */
    FX_RATE_NOT_POSITIVE,
    /** An exchange rate is from a currency to itself. */
    FX_RATE_SAME_CURRENCY,
    /** An exchange rate is dated later than the evaluation time. */
    FX_RATE_FROM_FUTURE,
    /** An exchange rate is older than the rule set allows. */
    FX_RATE_STALE,

    /** An instrument has two risk arrays for one scenario set. */
    RISK_ARRAY_DUPLICATE,
    /** A risk array does not have as many profits as its scenario set has scenarios. */
    RISK_ARRAY_LENGTH,
    /** An instrument has two return histories. */
    RETURN_HISTORY_DUPLICATE,
    /** A return would take a price to zero or below. */
    RETURN_OUT_OF_RANGE,
    /** A rule asks for the past of an instrument that has no return history. */
    RETURN_HISTORY_MISSING,
    /** A return history has fewer returns than a rule asks for. */
    RETURN_HISTORY_SHORT,
    /** Return histories that are used together are not equally long. */
    RETURN_HISTORY_LENGTH,
    /** A rule asks for the worth of an option whose volatility is not given. */
    OPTION_VOLATILITY_MISSING,
    /** A rule asks for the worth of something that no formula values. */
    REVALUATION_UNSUPPORTED,
    /** The rules ask for more values of options, or profits, than one evaluation may work out. */
    REVALUATIONS_TOO_MANY,
    /** A rule asks for a scenario set that the manifest does not have at the evaluation time. */
    SCENARIO_SET_MISSING,
    /** A rule asks for a scenario that its set does not have. */
    SCENARIO_NUMBER_OUT_OF_RANGE,
    /** A rule does not give the scan range that a scenario set's moves are fractions of. */
    SCENARIO_RANGE_MISSING,
    /** A rule asks for a horizon or a look-back that is no number of days. */
    HORIZON_OUT_OF_RANGE
}
