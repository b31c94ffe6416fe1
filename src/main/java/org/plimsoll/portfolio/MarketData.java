package org.plimsoll.portfolio;

import java.time.Instant;
import java.util.List;

/**
 * The market as it was observed.
 *
 * @param asOf market time of the data as a whole
 * @param prices at most one for an instrument
 * @param fxRates at most one for an ordered pair of currencies
 */
public record MarketData(Instant asOf, List<Price> prices, List<FxRate> fxRates) {
    public MarketData {
        prices = List.copyOf(prices);
        fxRates = List.copyOf(fxRates);
    }
}
