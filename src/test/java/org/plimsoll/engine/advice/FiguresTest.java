package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Vocabulary;

/** Every figure of the vocabulary is known to be never negative, within a range, or of either sign. */
class FiguresTest {
    private static final Set<String> EITHER_SIGN = Set.of(
            "Position.ask",
            "Position.bankruptcyPrice",
            "Position.bid",
            "Position.daysToExpiry",
            "Position.entryPrice",
            "Position.liquidationPrice",
            "Position.maintenanceReleasedByReduction",
            "Position.marketValue",
            "Position.price",
            "Position.quantity",
            "Position.strike",
            "Position.underlyingPrice",
            "Position.unrealizedPnl",
            "Position.value",
            "group.marketValue",
            "pool.balances",
            "pool.equity",
            "pool.maintenanceReleasedByReduction",
            "pool.marginRatio",
            "pool.positionMarketValue");

    @Test
    void figures_areAllClassified_andNoOther() {
        Set<String> vocabulary = new TreeSet<>();
        Vocabulary.STANDARD
                .facts()
                .values()
                .forEach(fact -> fact.fields().values().stream()
                        .filter(field -> field.type() == BigDecimal.class
                                || field.type() == int.class
                                || field.type() == long.class
                                || field.type() == Integer.class
                                || field.type() == Long.class)
                        .forEach(field -> vocabulary.add(
                                Owner.of(fact.name(), field.name()).id())));
        Set<String> classified = new TreeSet<>(EITHER_SIGN);
        classified.addAll(Figures.RANGES.keySet());
        Figures.NEVER_NEGATIVE.forEach((owner, fields) -> fields.forEach(field -> classified.add(owner + "." + field)));
        assertThat(classified).isEqualTo(vocabulary);
    }
}
