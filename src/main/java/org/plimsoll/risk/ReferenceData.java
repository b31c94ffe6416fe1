package org.plimsoll.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.ReturnHistory;
import org.plimsoll.portfolio.RiskArray;

/**
 * Instruments and market data at an evaluation time, checked and indexed once for any number of portfolios. Immutable
 * and safe for use by many threads.
 */
public final class ReferenceData {
    private final List<Instrument> instruments;
    private final MarketData market;
    private final Instant evaluatedAt;
    private final LocalDate evaluationDate;
    private final Map<String, Integer> instrumentIndex;
    private final Map<String, Integer> priceIndex;
    private final FxQuotes quotes;
    private final Map<RiskDataCheck.ArrayKey, Integer> riskArrayIndex;
    private final Map<String, Integer> returnHistoryIndex;

    ReferenceData(
            List<Instrument> instruments,
            MarketData market,
            Instant evaluatedAt,
            Map<String, Integer> instrumentIndex,
            Map<String, Integer> priceIndex,
            FxQuotes quotes,
            RiskDataCheck riskData) {
        this.instruments = instruments;
        this.market = market;
        this.evaluatedAt = evaluatedAt;
        this.evaluationDate = Tenor.dateOf(Plausibility.clamped(evaluatedAt));
        this.instrumentIndex = instrumentIndex;
        this.priceIndex = priceIndex;
        this.quotes = quotes;
        this.riskArrayIndex = riskData.arrays();
        this.returnHistoryIndex = riskData.histories();
    }

    /**
     * Checks and indexes instruments and market data.
     *
     * @throws Refusal with every problem found in them, up to 100
     */
    public static ReferenceData of(List<Instrument> instruments, MarketData market, Instant evaluatedAt) {
        ReferenceDataCheck check = new ReferenceDataCheck(instruments, market, evaluatedAt);
        check.problems().refuseIfAny();
        return check.referenceData();
    }

    /** Evaluation time. */
    public Instant evaluatedAt() {
        return evaluatedAt;
    }

    /** UTC date of the evaluation time. */
    public LocalDate evaluationDate() {
        return evaluationDate;
    }

    /** Prices and exchange rates. */
    public MarketData market() {
        return market;
    }

    /** Terms of an instrument; null when it is unknown. */
    public @Nullable Instrument instrument(String id) {
        Integer index = instrumentIndex.get(id);
        return index == null ? null : instruments.get(index);
    }

    /** Price of an instrument or of an underlying as it was given; null when there is none. */
    public @Nullable Price price(String id) {
        Integer index = priceIndex.get(id);
        return index == null ? null : market.prices().get(index);
    }

    /**
     * What one unit is worth in its own currency: the price given; one for cash; null when there is no price.
     *
     * @param id instrument, or name of an underlying
     */
    @Nullable
    BigDecimal unitPrice(String id) {
        Price price = price(id);
        if (price != null) {
            return price.price();
        }
        return isCash(id) ? BigDecimal.ONE : null;
    }

    boolean isCash(String id) {
        Instrument instrument = instrument(id);
        return instrument != null && instrument.type() == InstrumentType.CASH;
    }

    /** Place of a price in the market data; −1 when there is none. */
    int priceIndexOf(String id) {
        return priceIndex.getOrDefault(id, -1);
    }

    /** Place of an instrument among the instruments; −1 when it is unknown. */
    int instrumentIndexOf(String id) {
        return instrumentIndex.getOrDefault(id, -1);
    }

    /** Profits of an instrument in the scenarios of a set as they were sent; null when none were. */
    @Nullable
    RiskArray riskArray(String instrument, String scenarioSet) {
        Integer index = riskArrayIndex.get(new RiskDataCheck.ArrayKey(instrument, scenarioSet));
        return index == null ? null : market.riskArrays().get(index);
    }

    /** Place of a risk array in the market data. */
    int riskArrayIndexOf(RiskArray array) {
        return riskArrayIndex.getOrDefault(new RiskDataCheck.ArrayKey(array.instrument(), array.scenarioSet()), -1);
    }

    /** How the price of an instrument or of an underlying moved; null when it was not sent. */
    @Nullable
    ReturnHistory returnHistory(String id) {
        Integer index = returnHistoryIndex.get(id);
        return index == null ? null : market.returnHistories().get(index);
    }

    /** A converter to a base currency. */
    public CurrencyConverter converterTo(String baseCurrency) {
        return new CurrencyConverter(baseCurrency, quotes);
    }

    static Map<String, Integer> indexOf(int size) {
        return new HashMap<>(size * 4 / 3 + 1);
    }
}
