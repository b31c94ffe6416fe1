package org.plimsoll.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.FxRate;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.ReturnHistory;
import org.plimsoll.portfolio.RiskArray;

/** Market data. A price or rate that does not say when it was observed was observed at the market's time. */
final class MarketReader {
    static final Fields FIELDS = Fields.required("asOf").optional("prices", "fxRates", "riskArrays", "returnHistories");
    static final Fields PRICE_FIELDS = Fields.required("instrument", "price")
            .optional("at", "bid", "ask", "volatility", "averageDailyVolume", "openInterest");
    static final Fields RISK_ARRAY_FIELDS = Fields.required("instrument", "scenarioSet", "profits");
    static final Fields RETURN_HISTORY_FIELDS =
            Fields.required("instrument", "returns").optional("stressedReturns");
    static final Fields RATE_FIELDS = Fields.required("from", "to", "rate").optional("at");

    private final JsonSource source;

    MarketReader(JsonSource source) {
        this.source = source;
    }

    /** The market data the source stands at; null, and noted, when it is none. */
    @Nullable
    MarketData read() {
        JsonObject object = JsonObject.open(source, FIELDS);
        if (object == null) {
            return null;
        }
        Instant asOf = null;
        List<UndatedPrice> prices = List.of();
        List<UndatedRate> rates = List.of();
        List<RiskArray> arrays = List.of();
        List<ReturnHistory> histories = List.of();
        while (object.next()) {
            switch (object.field()) {
                case "asOf" -> asOf = source.readInstant();
                case "prices" -> prices = source.readList(source.limits().prices(), this::readPrice);
                case "fxRates" -> rates = source.readList(source.limits().fxRates(), this::readRate);
                case "riskArrays" -> arrays = source.readList(source.limits().riskArrays(), this::readRiskArray);
                case "returnHistories" ->
                    histories = source.readList(source.limits().returnHistories(), this::readReturnHistory);
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        if (asOf == null) {
            return null;
        }
        List<Price> datedPrices = new ArrayList<>(prices.size());
        for (UndatedPrice price : prices) {
            datedPrices.add(price.at(asOf));
        }
        List<FxRate> datedRates = new ArrayList<>(rates.size());
        for (UndatedRate rate : rates) {
            datedRates.add(rate.at(asOf));
        }
        return new MarketData(asOf, datedPrices, datedRates, arrays, histories);
    }

    private @Nullable UndatedPrice readPrice() {
        JsonObject object = JsonObject.open(source, PRICE_FIELDS);
        if (object == null) {
            return null;
        }
        String instrument = null;
        BigDecimal price = null;
        Instant at = null;
        BigDecimal bid = null;
        BigDecimal ask = null;
        BigDecimal volatility = null;
        BigDecimal averageDailyVolume = null;
        BigDecimal openInterest = null;
        while (object.next()) {
            switch (object.field()) {
                case "instrument" -> instrument = source.readText();
                case "price" -> price = source.readDecimal();
                case "at" -> at = source.readInstant();
                case "bid" -> bid = source.readDecimal();
                case "ask" -> ask = source.readDecimal();
                case "volatility" -> volatility = source.readDecimal();
                case "averageDailyVolume" -> averageDailyVolume = source.readDecimal();
                case "openInterest" -> openInterest = source.readDecimal();
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return instrument == null || price == null
                ? null
                : new UndatedPrice(instrument, price, at, bid, ask, volatility, averageDailyVolume, openInterest);
    }

    private @Nullable UndatedRate readRate() {
        JsonObject object = JsonObject.open(source, RATE_FIELDS);
        if (object == null) {
            return null;
        }
        String from = null;
        String to = null;
        BigDecimal rate = null;
        Instant at = null;
        while (object.next()) {
            switch (object.field()) {
                case "from" -> from = source.readText();
                case "to" -> to = source.readText();
                case "rate" -> rate = source.readDecimal();
                case "at" -> at = source.readInstant();
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return from == null || to == null || rate == null ? null : new UndatedRate(from, to, rate, at);
    }

    private @Nullable RiskArray readRiskArray() {
        JsonObject object = JsonObject.open(source, RISK_ARRAY_FIELDS);
        if (object == null) {
            return null;
        }
        String instrument = null;
        String scenarioSet = null;
        List<BigDecimal> profits = List.of();
        while (object.next()) {
            switch (object.field()) {
                case "instrument" -> instrument = source.readText();
                case "scenarioSet" -> scenarioSet = source.readText();
                case "profits" -> profits = source.readList(source.limits().profits(), source::readDecimal);
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return instrument == null || scenarioSet == null ? null : new RiskArray(instrument, scenarioSet, profits);
    }

    private @Nullable ReturnHistory readReturnHistory() {
        JsonObject object = JsonObject.open(source, RETURN_HISTORY_FIELDS);
        if (object == null) {
            return null;
        }
        String instrument = null;
        List<BigDecimal> returns = List.of();
        List<BigDecimal> stressedReturns = List.of();
        while (object.next()) {
            switch (object.field()) {
                case "instrument" -> instrument = source.readText();
                case "returns" -> returns = source.readList(source.limits().returns(), source::readDecimal);
                case "stressedReturns" ->
                    stressedReturns = source.readList(source.limits().returns(), source::readDecimal);
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return instrument == null ? null : new ReturnHistory(instrument, returns, stressedReturns);
    }

    private record UndatedPrice(
            String instrument,
            BigDecimal price,
            @Nullable Instant time,
            @Nullable BigDecimal bid,
            @Nullable BigDecimal ask,
            @Nullable BigDecimal volatility,
            @Nullable BigDecimal averageDailyVolume,
            @Nullable BigDecimal openInterest) {
        Price at(Instant otherwise) {
            return new Price(
                    instrument,
                    price,
                    time == null ? otherwise : time,
                    bid,
                    ask,
                    volatility,
                    averageDailyVolume,
                    openInterest);
        }
    }

    private record UndatedRate(
            String from,
            String to,
            BigDecimal rate,
            @Nullable Instant time) {
        FxRate at(Instant otherwise) {
            return new FxRate(from, to, rate, time == null ? otherwise : time);
        }
    }
}
