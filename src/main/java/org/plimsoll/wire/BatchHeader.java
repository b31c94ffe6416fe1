package org.plimsoll.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.MarketData;

/**
 * The first line of a batch: what all its portfolios share.
 *
 * @param ruleSet name of the rule set
 * @param version version to evaluate with; null for the active one
 * @param asOf instant whose active version to evaluate with; null for now. At most one of {@code version} and
 *     {@code asOf} is given
 * @param explain how much of the reasoning to answer with
 * @param record whether the decisions are to be recorded
 * @param evaluatedAt evaluation time of every portfolio
 * @param instruments terms of instruments
 * @param market prices and exchange rates
 */
public record BatchHeader(
        String ruleSet,
        @Nullable Integer version,
        @Nullable Instant asOf,
        Explain explain,
        boolean record,
        Instant evaluatedAt,
        List<Instrument> instruments,
        MarketData market) {
    public BatchHeader {
        instruments = List.copyOf(instruments);
    }
}
