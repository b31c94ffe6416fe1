package org.plimsoll.portfolio;

import java.time.Instant;
import java.util.List;

/**
 * The market as it was observed.
 *
 * @param asOf market time of the data as a whole
 * @param prices at most one for an instrument
 * @param fxRates at most one for an ordered pair of currencies
 * @param riskArrays at most one for an instrument and scenario set
 * @param returnHistories at most one for an instrument
 */
public record MarketData(
        Instant asOf,
        List<Price> prices,
        List<FxRate> fxRates,
        List<RiskArray> riskArrays,
        List<ReturnHistory> returnHistories) {
    public MarketData {
        prices = List.copyOf(prices);
        fxRates = List.copyOf(fxRates);
        riskArrays = List.copyOf(riskArrays);
        returnHistories = List.copyOf(returnHistories);
    }

    /** Prices and exchange rates alone. */
    public MarketData(Instant asOf, List<Price> prices, List<FxRate> fxRates) {
        this(asOf, prices, fxRates, List.of(), List.of());
    }
}
