package org.plimsoll.risk;

import static org.plimsoll.risk.Decimals.dec;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Price;

/** Submissions with one thing wrong, and with nothing wrong but close to it. */
final class SubmissionFlaws {
    private SubmissionFlaws() {}

    /** A sound submission: position 0 a future, position 1 a call, collateral 0 a bond; instrument 3 is a share. */
    static Portfolios sound() {
        return Portfolios.in("EUR")
                .balance("EUR", "1000")
                .loan("USD", "100")
                .rate("USD", "EUR", "0.92")
                .instrument(Instruments.future("FUT", "X", "USD", "2026-01-02"))
                .instrument(Instruments.call("CALL", "X", "USD", "100", "2026-01-02"))
                .instrument(Instruments.bond("BOND", "EUR", "2026-01-02"))
                .instrument(Instruments.equity("X", "USD"))
                .price("FUT", "101")
                .price("CALL", "2")
                .price("BOND", "0.99")
                .price("X", "100")
                .position("future", "FUT", "1", "100")
                .position("call", "CALL", "-1")
                .pledge("bond", "BOND", "1000");
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                        positionFlaws(),
                        collateralAndCashFlaws(),
                        instrumentFlaws(),
                        heldInstrumentFlaws(),
                        priceFlaws(),
                        rateFlaws(),
                        riskDataFlaws())
                .flatMap(flaws -> flaws);
    }

    private static Stream<Arguments> positionFlaws() {
        return Stream.of(
                flaw("POSITION_DUPLICATE", "/portfolio/positions/2/id", p -> p.position("future", "X", "1")),
                flaw("POSITION_QUANTITY_ZERO", "/portfolio/positions/2/quantity", p -> p.position("p", "X", "0.00")),
                flaw("INSTRUMENT_UNKNOWN", "/portfolio/positions/2/instrument", p -> p.position("p", "Y", "1")),
                flaw("ENTRY_PRICE_MISSING", "/portfolio/positions/2/entryPrice", p -> p.position("p", "FUT", "1")),
                flaw("ENTRY_PRICE_NEGATIVE", "/portfolio/positions/2/entryPrice", p -> p.position("p", "X", "1", "-1")),
                flaw(
                        "ISOLATED_MARGIN_MISSING",
                        "/portfolio/positions/2/isolatedMargin",
                        p -> p.position(isolated("p", "X", null))),
                flaw(
                        "ISOLATED_MARGIN_NEGATIVE",
                        "/portfolio/positions/2/isolatedMargin",
                        p -> p.position(isolated("p", "X", "-0.01"))),
                flaw(
                        "ISOLATED_MARGIN_UNEXPECTED",
                        "/portfolio/positions/2/isolatedMargin",
                        p -> p.position(
                                new OpenPosition("p", "X", dec("1"), null, MarginMode.CROSS, dec("0"), Map.of()))),
                flaw(
                        "POSITION_AMBIGUOUS",
                        "/portfolio/positions/3/id",
                        p -> p.instrument(Instruments.equity("b/X", "EUR"))
                                .price("b/X", "1")
                                .position(isolated("a/b", "X", "1"))
                                .position(isolated("a", "b/X", "1"))),
                flaw(
                        "PRICE_MISSING",
                        "/portfolio/positions/2/instrument",
                        p -> p.instrument(Instruments.equity("Y", "EUR")).position("p", "Y", "1")));
    }

    private static Stream<Arguments> collateralAndCashFlaws() {
        return Stream.of(
                flaw("COLLATERAL_DUPLICATE", "/portfolio/collateral/1/id", p -> p.pledge("bond", "X", "1")),
                flaw("COLLATERAL_QUANTITY_NEGATIVE", "/portfolio/collateral/1/quantity", p -> p.pledge("c", "X", "-1")),
                flaw("COLLATERAL_NOT_AN_ASSET", "/portfolio/collateral/1/instrument", p -> p.pledge("c", "FUT", "1")),
                flaw("INSTRUMENT_UNKNOWN", "/portfolio/collateral/1/instrument", p -> p.pledge("c", "Y", "1")),
                flaw("LOAN_NEGATIVE", "/portfolio/loans/1/amount", p -> p.loan("EUR", "-0.01")),
                flaw("FX_RATE_MISSING", "/portfolio/loans/1/currency", p -> p.loan("JPY", "1")),
                flaw("FX_RATE_MISSING", "/portfolio/balances/1/currency", p -> p.balance("JPY", "1")),
                flaw("TEXT_BLANK", "/portfolio/id", p -> p.id(" ")),
                flaw("TEXT_BLANK", "/portfolio/account/tier", p -> p.tier("")));
    }

    private static Stream<Arguments> instrumentFlaws() {
        return Stream.of(
                instrument("INSTRUMENT_DUPLICATE", "id", Instruments.equity("X", "USD")),
                instrument("INSTRUMENT_CONFLICT", "id", Instruments.equity("X", "EUR")),
                instrument(
                        "MULTIPLIER_NOT_POSITIVE",
                        "multiplier",
                        Instruments.equity("Y", "EUR").multiplier("0")),
                instrument(
                        "MULTIPLIER_NOT_POSITIVE",
                        "multiplier",
                        Instruments.equity("Y", "EUR").multiplier("-1")),
                instrument(
                        "CASH_MULTIPLIER",
                        "multiplier",
                        Instruments.cash("Y", "EUR").multiplier("2")),
                instrument(
                        "LOT_SIZE_NOT_POSITIVE",
                        "lotSize",
                        Instruments.equity("Y", "EUR").lotSize("0")),
                instrument(
                        "CREDIT_QUALITY_STEP_OUT_OF_RANGE",
                        "creditQualityStep",
                        Instruments.equity("Y", "EUR").creditQualityStep(0)),
                instrument(
                        "CREDIT_QUALITY_STEP_OUT_OF_RANGE",
                        "creditQualityStep",
                        Instruments.equity("Y", "EUR").creditQualityStep(7)),
                instrument(
                        "OPTION_TERMS_MISSING",
                        "strike",
                        Instruments.of("Y", InstrumentType.OPTION, "EUR").underlying("X")),
                instrument(
                        "OPTION_TERMS_UNEXPECTED",
                        "optionType",
                        Instruments.equity("Y", "EUR").option(terms("100"))),
                instrument("STRIKE_NOT_POSITIVE", "strike", Instruments.call("Y", "X", "EUR", "0", "2026-06-19")),
                instrument(
                        "UNDERLYING_MISSING",
                        "underlying",
                        Instruments.call("Y", "X", "EUR", "1", "2026-06-19").underlying(null)));
    }

    /** What must hold of instruments that are held or pledged. */
    private static Stream<Arguments> heldInstrumentFlaws() {
        return Stream.of(
                flaw(
                        "OPTION_EXPIRED",
                        "/instruments/4/expiry",
                        p -> p.instrument(Instruments.put("P", "X", "USD", "100", "2026-01-01"))
                                .price("P", "1")
                                .position("p", "P", "1")),
                flaw(
                        "INSTRUMENT_MATURED",
                        "/instruments/4/maturity",
                        p -> p.instrument(Instruments.future("F", "X", "USD", "2026-01-01"))
                                .price("F", "1")
                                .position("p", "F", "1", "1")),
                flaw(
                        "INSTRUMENT_MATURED",
                        "/instruments/4/maturity",
                        p -> p.instrument(Instruments.bond("B", "EUR", "2026-01-01"))
                                .pledge("b", "B", "1")),
                flaw(
                        "UNDERLYING_PRICE_MISSING",
                        "/instruments/4/underlying",
                        p -> p.instrument(Instruments.put("P", "Z", "USD", "100", "2026-06-19"))
                                .price("P", "1")
                                .position("p", "P", "1")),
                flaw(
                        "FX_RATE_MISSING",
                        "/instruments/4/currency",
                        p -> p.instrument(Instruments.equity("Y", "GBP"))
                                .price("Y", "1")
                                .position("p", "Y", "1")),
                flaw(
                        "FX_RATE_MISSING",
                        "/instruments/5/currency",
                        p -> p.instrument(Instruments.put("P", "Z", "USD", "100", "2026-06-19"))
                                .instrument(Instruments.equity("Z", "GBP"))
                                .price("P", "1")
                                .price("Z", "1")
                                .position("p", "P", "1")));
    }

    private static Stream<Arguments> priceFlaws() {
        return Stream.of(
                flaw("PRICE_DUPLICATE", "/market/prices/4/instrument", p -> p.price("X", "100")),
                flaw("PRICE_NEGATIVE", "/market/prices/4/price", p -> p.price("Y", "-0.01")),
                flaw("PRICE_NEGATIVE", "/market/prices/4/bid", p -> p.price(quote("-0.01", null, null, null, null))),
                flaw("PRICE_NEGATIVE", "/market/prices/4/ask", p -> p.price(quote(null, "-0.01", null, null, null))),
                flaw(
                        "MARKET_FIGURE_NEGATIVE",
                        "/market/prices/4/volatility",
                        p -> p.price(quote(null, null, "-0.01", null, null))),
                flaw(
                        "MARKET_FIGURE_NEGATIVE",
                        "/market/prices/4/averageDailyVolume",
                        p -> p.price(quote(null, null, null, "-1", null))),
                flaw(
                        "MARKET_FIGURE_NEGATIVE",
                        "/market/prices/4/openInterest",
                        p -> p.price(quote(null, null, null, null, "-1"))),
                flaw(
                        "PRICE_FROM_FUTURE",
                        "/market/prices/4/at",
                        p -> p.price("Y", "1", "2026-01-02T09:00:05.000000001Z")),
                flaw(
                        "CASH_PRICE",
                        "/market/prices/4/price",
                        p -> p.instrument(Instruments.cash("EURO", "EUR")).price("EURO", "1.01")),
                flaw("MARKET_FROM_FUTURE", "/market/asOf", p -> p.marketAsOf("2026-01-02T09:00:05.000000001Z")));
    }

    private static Stream<Arguments> rateFlaws() {
        return Stream.of(
                flaw("FX_RATE_DUPLICATE", "/market/fxRates/1/from", p -> p.rate("USD", "EUR", "0.93")),
                flaw("FX_RATE_NOT_POSITIVE", "/market/fxRates/1/rate", p -> p.rate("GBP", "EUR", "0")),
                flaw("FX_RATE_NOT_POSITIVE", "/market/fxRates/1/rate", p -> p.rate("GBP", "EUR", "-1")),
                flaw("FX_RATE_SAME_CURRENCY", "/market/fxRates/1/to", p -> p.rate("EUR", "EUR", "1")),
                flaw(
                        "FX_RATE_FROM_FUTURE",
                        "/market/fxRates/1/at",
                        p -> p.rate("GBP", "EUR", "1.1", "2026-01-02T09:00:06Z")));
    }

    private static Stream<Arguments> riskDataFlaws() {
        return Stream.of(
                flaw(
                        "RISK_ARRAY_DUPLICATE",
                        "/market/riskArrays/1/instrument",
                        p -> p.riskArray("X", "span", "1").riskArray("X", "span", "1")),
                flaw(
                        "NUMBER_TOO_PRECISE",
                        "/market/riskArrays/0/profits/1",
                        p -> p.riskArray("X", "span", "1", "0.0000000000000000001")),
                flaw("TEXT_BLANK", "/market/riskArrays/0/scenarioSet", p -> p.riskArray("X", " ", "1")),
                flaw(
                        "RETURN_HISTORY_DUPLICATE",
                        "/market/returnHistories/1/instrument",
                        p -> p.returns("X", "0.1").returns("X", "0.1")),
                flaw("TEXT_BLANK", "/market/returnHistories/0/instrument", p -> p.returns("", "0.1")),
                flaw("RETURN_OUT_OF_RANGE", "/market/returnHistories/0/returns/1", p -> p.returns("X", "0", "-1")),
                flaw(
                        "RETURN_OUT_OF_RANGE",
                        "/market/returnHistories/0/stressedReturns/0",
                        p -> p.stressedReturns("X", "-1.5")));
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                fine("contracts on their last day", p -> p),
                fine("an id used by a position and by collateral", p -> p.position("bond", "X", "1")),
                fine(
                        "one instrument's arrays for two sets",
                        p -> p.riskArray("X", "a", "1").riskArray("X", "b", "1")),
                fine("a fall of almost everything", p -> p.returns("X", "-0.999999999999999999", "3")),
                fine("smallest quantity", p -> p.position("p", "X", "-0.000000000000000001")),
                fine("entry price of zero", p -> p.position("p", "X", "1", "0")),
                fine("future bought below zero", p -> p.position("p", "FUT", "1", "-1")),
                fine("isolated margin of zero", p -> p.position(isolated("p", "X", "0"))),
                fine(
                        "slashes without a collision",
                        p -> p.position(isolated("a/b", "X", "1")).position(isolated("a", "X", "1"))),
                fine("nothing pledged", p -> p.pledge("c", "X", "0")),
                fine(
                        "collateral without price",
                        p -> p.instrument(Instruments.equity("Y", "EUR")).pledge("c", "Y", "1")),
                fine("pledged option", p -> p.pledge("c", "CALL", "1")),
                fine("loan of zero", p -> p.loan("EUR", "0")),
                fine("two balances in one currency", p -> p.balance("EUR", "-5")),
                fine(
                        "best and worst credit quality",
                        p -> p.instrument(Instruments.equity("A", "EUR").creditQualityStep(1))
                                .instrument(Instruments.equity("B", "EUR").creditQualityStep(6))),
                fine(
                        "expired option nobody holds",
                        p -> p.instrument(Instruments.put("P", "Z", "GBP", "100", "2020-01-01"))),
                fine("price of something unknown", p -> p.price("Y", "0")),
                fine(
                        "future below zero",
                        p -> p.instrument(Instruments.future("F", "X", "USD", "2026-06-01"))
                                .price("F", "-37.63")),
                fine(
                        "swap of negative present value",
                        p -> p.instrument(Instruments.of("S", InstrumentType.SWAP, "EUR"))
                                .price("S", "-0.01")
                                .position("p", "S", "1000000")),
                fine("price within the clock tolerance", p -> p.price("Y", "1", "2026-01-02T09:00:05Z")),
                fine("market within the clock tolerance", p -> p.marketAsOf("2026-01-02T09:00:05Z")),
                fine(
                        "cash without price",
                        p -> p.instrument(Instruments.cash("EURO", "EUR"))
                                .position("p", "EURO", "1")
                                .pledge("c", "EURO", "1")),
                fine(
                        "cash at one",
                        p -> p.instrument(Instruments.cash("EURO", "EUR")).price("EURO", "1.00")),
                fine(
                        "option on cash",
                        p -> p.instrument(Instruments.cash("EURO", "EUR"))
                                .instrument(Instruments.call("FXO", "EURO", "USD", "1.1", "2026-06-19"))
                                .price("FXO", "0.02")
                                .position("p", "FXO", "1")),
                fine("both directions of a rate", p -> p.rate("EUR", "USD", "1.09")));
    }

    private static Arguments flaw(String code, String pointer, UnaryOperator<Portfolios> flaw) {
        return Arguments.of(code, pointer, flaw);
    }

    private static Arguments instrument(String code, String field, Instruments instrument) {
        return flaw(code, "/instruments/4/" + field, p -> p.instrument(instrument));
    }

    private static Arguments fine(String name, UnaryOperator<Portfolios> change) {
        return Arguments.of(name, change);
    }

    private static OptionTerms terms(String strike) {
        return new OptionTerms(OptionType.CALL, dec(strike), LocalDate.of(2026, 6, 19), ExerciseStyle.EUROPEAN);
    }

    private static OpenPosition isolated(String id, String instrument, @Nullable String margin) {
        return new OpenPosition(
                id, instrument, dec("1"), null, MarginMode.ISOLATED, margin == null ? null : dec(margin), Map.of());
    }

    private static Price quote(
            @Nullable String bid,
            @Nullable String ask,
            @Nullable String volatility,
            @Nullable String averageDailyVolume,
            @Nullable String openInterest) {
        return new Price(
                "Y",
                dec("1"),
                Portfolios.NOW,
                orNull(bid),
                orNull(ask),
                orNull(volatility),
                orNull(averageDailyVolume),
                orNull(openInterest));
    }

    private static @Nullable BigDecimal orNull(@Nullable String text) {
        return text == null ? null : dec(text);
    }
}
