package org.plimsoll.risk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.portfolio.FxRate;

/** Exchange rates as they were quoted, by ordered pair of currencies. Of two for one pair the first counts. */
final class FxQuotes {
    static final int NOT_QUOTED = -1;

    private final List<FxRate> rates;
    private final Map<Pair, Integer> indexes;

    FxQuotes(List<FxRate> rates) {
        this.rates = rates;
        this.indexes = new HashMap<>(rates.size() * 4 / 3 + 1);
        for (int i = 0; i < rates.size(); i++) {
            FxRate rate = rates.get(i);
            indexes.putIfAbsent(new Pair(rate.from(), rate.to()), i);
        }
    }

    FxRate get(int index) {
        return rates.get(index);
    }

    /** Place of the first quote for an ordered pair among the rates; −1 when there is none. */
    int indexOf(String from, String to) {
        return indexes.getOrDefault(new Pair(from, to), NOT_QUOTED);
    }

    private record Pair(String from, String to) {}
}
