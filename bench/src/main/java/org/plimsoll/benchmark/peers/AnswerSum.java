package org.plimsoll.benchmark.peers;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.plimsoll.benchmark.Answer;

/** Sums what a peer says of positions and collateral, to be compared. */
final class AnswerSum {
    private final Map<String, BigDecimal> haircuts = new HashMap<>();
    private BigDecimal maintenance = BigDecimal.ZERO;

    void require(BigDecimal amount) {
        maintenance = maintenance.add(amount);
    }

    void haircut(String collateral, BigDecimal rate) {
        haircuts.put(collateral, rate);
    }

    Answer answer() {
        return new Answer(maintenance, Map.copyOf(haircuts));
    }
}
