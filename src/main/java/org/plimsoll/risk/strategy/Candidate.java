package org.plimsoll.risk.strategy;

import java.util.List;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyKind;

/**
 * A strategy in its smallest whole numbers, to be priced.
 *
 * @param kind what it is
 * @param parts its legs
 * @param strategy the same as a fact
 */
record Candidate(StrategyKind kind, List<Part> parts, Strategy strategy) {
    boolean isSpread() {
        return kind == StrategyKind.SPREAD;
    }
}
