package org.plimsoll.portfolio;

import java.time.Instant;
import java.util.List;

/**
 * All that an evaluation depends on besides the rule set. The same submission gives the same decision, byte for byte.
 *
 * @param portfolio what is evaluated
 * @param instruments terms of every instrument held, pledged or referred to
 * @param market prices and exchange rates
 * @param evaluatedAt evaluation time; ages and tenors are measured from it, rules never read a clock
 */
public record Submission(Portfolio portfolio, List<Instrument> instruments, MarketData market, Instant evaluatedAt) {
    public Submission {
        instruments = List.copyOf(instruments);
    }
}
