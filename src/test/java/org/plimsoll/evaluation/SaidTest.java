package org.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.Refusal;

/** A difference to a session is passed over when rules cost too much there, and only then. */
class SaidTest {
    private static final String BUDGET = "RULE_BUDGET_EXCEEDED";

    @Test
    void refusedForItsCost_isOutOfBudget() {
        assertThat(SessionComparison.Said.of(new Refusal(BUDGET, "stopped", null))
                        .outOfBudget())
                .isTrue();
    }

    @Test
    void idThatLooksLikeTheCode_isNot() {
        Refusal refusal = new Refusal("PRICE_MISSING", "No price of '" + BUDGET + "'.", "/" + BUDGET);

        assertThat(SessionComparison.Said.of(refusal).outOfBudget()).isFalse();
    }
}
