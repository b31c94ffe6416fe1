package org.plimsoll.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.Price;

/** Finds what is wrong with instruments and market data, and indexes them on the way. */
final class ReferenceDataCheck {
    static final String INSTRUMENTS = "/instruments";
    static final String PRICES = "/market/prices";
    static final String FX_RATES = "/market/fxRates";
    private static final int LOWEST_CREDIT_QUALITY_STEP = 6;

    private final Problems problems = new Problems();
    private final Plausibility plausibility = new Plausibility(problems);
    private final List<Instrument> instruments;
    private final MarketData market;
    private final Instant evaluatedAt;
    private final Instant latestAccepted;
    private final Map<String, Integer> instrumentIndex;
    private final Map<String, Integer> priceIndex;
    private final FxQuotes quotes;
    private final RiskDataCheck riskData;

    ReferenceDataCheck(List<Instrument> instruments, MarketData market, Instant evaluatedAt) {
        this.instruments = instruments;
        this.market = market;
        this.evaluatedAt = evaluatedAt;
        this.latestAccepted = Plausibility.clamped(evaluatedAt).plus(SubmissionCheck.CLOCK_TOLERANCE);
        this.instrumentIndex = ReferenceData.indexOf(instruments.size());
        this.priceIndex = ReferenceData.indexOf(market.prices().size());
        this.quotes = new FxQuotes(market.fxRates());
        plausibility.time(evaluatedAt, "/evaluatedAt");
        checkInstruments();
        checkMarket();
        this.riskData = new RiskDataCheck(market, problems);
    }

    Problems problems() {
        return problems;
    }

    /** The index; of two entries with one id the first counts. */
    ReferenceData referenceData() {
        return new ReferenceData(instruments, market, evaluatedAt, instrumentIndex, priceIndex, quotes, riskData);
    }

    private void checkInstruments() {
        for (int i = 0; i < instruments.size() && !problems.isFull(); i++) {
            Instrument instrument = instruments.get(i);
            Integer earlier = instrumentIndex.putIfAbsent(instrument.id(), i);
            if (earlier != null) {
                reportDuplicate(instrument, i, earlier);
                continue;
            }
            checkPlausible(instrument, i);
            checkTerms(instrument, i);
            checkOption(instrument, i);
        }
    }

    private void reportDuplicate(Instrument instrument, int index, int earlier) {
        boolean same = instrument.equals(instruments.get(earlier));
        problems.add(
                same ? SubmissionCode.INSTRUMENT_DUPLICATE : SubmissionCode.INSTRUMENT_CONFLICT,
                "The instrument " + Problems.quote(instrument.id()) + " is already given"
                        + (same ? "" : " with other terms") + " at " + INSTRUMENTS + "/" + earlier
                        + "; send each instrument once.",
                Problems.at(INSTRUMENTS, index, "id"));
    }

    private void checkPlausible(Instrument instrument, int index) {
        plausibility.name(instrument.id(), INSTRUMENTS, index, "id");
        plausibility.name(instrument.currency(), INSTRUMENTS, index, "currency");
        plausibility.optionalName(instrument.underlying(), INSTRUMENTS, index, "underlying");
        plausibility.optionalName(instrument.venue(), INSTRUMENTS, index, "venue");
        plausibility.optionalName(instrument.issuer(), INSTRUMENTS, index, "issuer");
        plausibility.optionalName(instrument.rating(), INSTRUMENTS, index, "rating");
        plausibility.number(instrument.multiplier(), INSTRUMENTS, index, "multiplier");
        plausibility.number(instrument.lotSize(), INSTRUMENTS, index, "lotSize");
        plausibility.day(instrument.maturity(), INSTRUMENTS, index, "maturity");
        plausibility.attributes(instrument.attributes(), INSTRUMENTS, index);
    }

    private void checkTerms(Instrument instrument, int index) {
        if (instrument.multiplier().signum() <= 0) {
            add(
                    SubmissionCode.MULTIPLIER_NOT_POSITIVE,
                    "A multiplier must be above zero; send the units of the underlying in one contract, or leave it out"
                            + " for one.",
                    INSTRUMENTS,
                    index,
                    "multiplier");
        } else if (instrument.type() == InstrumentType.CASH
                && instrument.multiplier().compareTo(BigDecimal.ONE) != 0) {
            add(
                    SubmissionCode.CASH_MULTIPLIER,
                    "One unit of cash is one unit of its currency; leave the multiplier out.",
                    INSTRUMENTS,
                    index,
                    "multiplier");
        }
        if (instrument.lotSize() != null && instrument.lotSize().signum() <= 0) {
            add(
                    SubmissionCode.LOT_SIZE_NOT_POSITIVE,
                    "A lot size must be above zero; leave it out when any quantity can be traded.",
                    INSTRUMENTS,
                    index,
                    "lotSize");
        }
        Integer step = instrument.creditQualityStep();
        if (step != null && (step < 1 || step > LOWEST_CREDIT_QUALITY_STEP)) {
            add(
                    SubmissionCode.CREDIT_QUALITY_STEP_OUT_OF_RANGE,
                    "A credit quality step is 1 (best) to 6; leave it out for an unrated instrument.",
                    INSTRUMENTS,
                    index,
                    "creditQualityStep");
        }
    }

    private void checkOption(Instrument instrument, int index) {
        OptionTerms terms = instrument.option();
        if (instrument.type() != InstrumentType.OPTION) {
            if (terms != null) {
                add(
                        SubmissionCode.OPTION_TERMS_UNEXPECTED,
                        "Only an instrument of type OPTION has optionType, strike, expiry and exerciseStyle; leave them"
                                + " out or change the type.",
                        INSTRUMENTS,
                        index,
                        "optionType");
            }
            return;
        }
        if (instrument.underlying() == null) {
            add(
                    SubmissionCode.UNDERLYING_MISSING,
                    "An option needs an underlying; send the id of the instrument it derives from.",
                    INSTRUMENTS,
                    index,
                    "underlying");
        }
        if (terms == null) {
            add(
                    SubmissionCode.OPTION_TERMS_MISSING,
                    "An option needs optionType, strike, expiry and exerciseStyle.",
                    INSTRUMENTS,
                    index,
                    "strike");
            return;
        }
        plausibility.number(terms.strike(), INSTRUMENTS, index, "strike");
        plausibility.day(terms.expiry(), INSTRUMENTS, index, "expiry");
        if (terms.strike().signum() <= 0) {
            add(
                    SubmissionCode.STRIKE_NOT_POSITIVE,
                    "A strike must be above zero, in the option's currency for one unit of the underlying.",
                    INSTRUMENTS,
                    index,
                    "strike");
        }
    }

    private void checkMarket() {
        plausibility.time(market.asOf(), "/market/asOf");
        if (market.asOf().isAfter(latestAccepted)) {
            problems.add(
                    SubmissionCode.MARKET_FROM_FUTURE,
                    "The market data is dated " + market.asOf() + ", later than the evaluation at " + evaluatedAt
                            + "; send data that was known then, or a later evaluatedAt.",
                    "/market/asOf");
        }
        List<Price> prices = market.prices();
        for (int i = 0; i < prices.size() && !problems.isFull(); i++) {
            checkPrice(prices.get(i), i);
        }
        List<FxRate> fxRates = market.fxRates();
        for (int i = 0; i < fxRates.size() && !problems.isFull(); i++) {
            checkFxRate(fxRates.get(i), i);
        }
    }

    private void checkPrice(Price price, int index) {
        Integer earlier = priceIndex.putIfAbsent(price.instrument(), index);
        if (earlier != null) {
            add(
                    SubmissionCode.PRICE_DUPLICATE,
                    "The price of " + Problems.quote(price.instrument()) + " is already given at " + PRICES + "/"
                            + earlier + "; send one.",
                    PRICES,
                    index,
                    "instrument");
            return;
        }
        plausibility.name(price.instrument(), PRICES, index, "instrument");
        plausibility.number(price.price(), PRICES, index, "price");
        plausibility.number(price.bid(), PRICES, index, "bid");
        plausibility.number(price.ask(), PRICES, index, "ask");
        plausibility.number(price.volatility(), PRICES, index, "volatility");
        plausibility.number(price.averageDailyVolume(), PRICES, index, "averageDailyVolume");
        plausibility.number(price.openInterest(), PRICES, index, "openInterest");
        plausibility.time(price.at(), PRICES, index, "at");
        checkSigns(price, index);
        if (price.at().isAfter(latestAccepted)) {
            add(
                    SubmissionCode.PRICE_FROM_FUTURE,
                    "The price of " + Problems.quote(price.instrument()) + " is dated " + price.at()
                            + ", later than the evaluation at " + evaluatedAt + "; send a price that was known then.",
                    PRICES,
                    index,
                    "at");
        }
    }

    private void checkSigns(Price price, int index) {
        Integer instrument = instrumentIndex.get(price.instrument());
        @Nullable
        InstrumentType type =
                instrument == null ? null : instruments.get(instrument).type();
        if (type == InstrumentType.CASH && price.price().compareTo(BigDecimal.ONE) != 0) {
            add(
                    SubmissionCode.CASH_PRICE,
                    "Cash is worth one unit of its currency; leave its price out, and send what its currency is worth"
                            + " under fxRates.",
                    PRICES,
                    index,
                    "price");
        }
        if (type == null || !Valuation.canBeBelowZero(type)) {
            checkNotNegative(SubmissionCode.PRICE_NEGATIVE, "A price", price.price(), index, "price");
            checkNotNegative(SubmissionCode.PRICE_NEGATIVE, "A bid", price.bid(), index, "bid");
            checkNotNegative(SubmissionCode.PRICE_NEGATIVE, "An offer", price.ask(), index, "ask");
        }
        SubmissionCode code = SubmissionCode.MARKET_FIGURE_NEGATIVE;
        checkNotNegative(code, "A volatility", price.volatility(), index, "volatility");
        checkNotNegative(code, "An average daily volume", price.averageDailyVolume(), index, "averageDailyVolume");
        checkNotNegative(code, "An open interest", price.openInterest(), index, "openInterest");
    }

    private void checkNotNegative(
            SubmissionCode code, String subject, @Nullable BigDecimal value, int index, String field) {
        if (value != null && value.signum() < 0) {
            String unless = code == SubmissionCode.PRICE_NEGATIVE
                    ? " unless it is of a FUTURE, FX_FORWARD or SWAP among the instruments."
                    : "; leave it out when it is unknown.";
            add(code, subject + " must be zero or above" + unless, PRICES, index, field);
        }
    }

    private void checkFxRate(FxRate rate, int index) {
        plausibility.name(rate.from(), FX_RATES, index, "from");
        plausibility.name(rate.to(), FX_RATES, index, "to");
        plausibility.number(rate.rate(), FX_RATES, index, "rate");
        plausibility.time(rate.at(), FX_RATES, index, "at");
        if (rate.from().equals(rate.to())) {
            add(
                    SubmissionCode.FX_RATE_SAME_CURRENCY,
                    "This rate is from a currency to itself; leave it out.",
                    FX_RATES,
                    index,
                    "to");
        } else if (quotes.indexOf(rate.from(), rate.to()) != index) {
            add(
                    SubmissionCode.FX_RATE_DUPLICATE,
                    "A rate from " + Problems.quote(rate.from()) + " to " + Problems.quote(rate.to())
                            + " is already given; send one.",
                    FX_RATES,
                    index,
                    "from");
        }
        if (rate.rate().signum() <= 0) {
            add(
                    SubmissionCode.FX_RATE_NOT_POSITIVE,
                    "An exchange rate must be above zero: units of 'to' for one unit of 'from'.",
                    FX_RATES,
                    index,
                    "rate");
        }
        if (rate.at().isAfter(latestAccepted)) {
            add(
                    SubmissionCode.FX_RATE_FROM_FUTURE,
                    "This rate is dated " + rate.at() + ", later than the evaluation at " + evaluatedAt
                            + "; send a rate that was known then.",
                    FX_RATES,
                    index,
                    "at");
        }
    }

    private void add(SubmissionCode code, String message, String list, int index, String field) {
        problems.add(code, message, Problems.at(list, index, field));
    }
}
