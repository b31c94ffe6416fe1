package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Functions;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;

/** What closing every position of a pool down to its tier's floor sets free. */
class TierReductionTest {
    private final List<BigDecimal> ofPools = new ArrayList<>();
    private final List<BigDecimal> ofPositions = new ArrayList<>();

    /** Tier 1 below 1,000: 1 %; tier 2 from 1,000: 5 % less 40. */
    private static MarginRequirement tiered(Position position) {
        return position.notional().compareTo(new BigDecimal("1000")) < 0
                ? Functions.tieredRequirement(
                        position,
                        1,
                        BigDecimal.ZERO,
                        new BigDecimal("0.1"),
                        new BigDecimal("0.01"),
                        BigDecimal.ZERO,
                        "1")
                : Functions.tieredRequirement(
                        position,
                        2,
                        new BigDecimal("1000"),
                        new BigDecimal("0.1"),
                        new BigDecimal("0.05"),
                        new BigDecimal("40"),
                        "2");
    }

    private void evaluate(Portfolios portfolio) {
        FakeRules rules = FakeRules.inOrder()
                .rule("tier", Position.class, position -> List.of(tiered(position)))
                .rule("pool", AccountHealth.class, health -> {
                    ofPools.add(health.maintenanceReleasedByReduction());
                    return List.of();
                })
                .rule("position", PositionHealth.class, health -> {
                    ofPositions.add(health.maintenanceReleasedByReduction());
                    return List.of();
                });
        new Evaluator(new RuleSetIdentity("fake", 1, "00"), PolicyTerms.STRICT, rules).evaluate(portfolio.submission());
    }

    private static Portfolios portfolio() {
        return Portfolios.in("EUR")
                .instrument(Instruments.perpetual("LOW", "LOW-COIN", "EUR"))
                .instrument(Instruments.perpetual("HIGH", "HIGH-COIN", "EUR"))
                .price("LOW", "10")
                .price("HIGH", "10");
    }

    @Test
    void pool_withPositionsInBothTiers_addsUpWhatThoseAboveTheLowestSetFree() {
        evaluate(portfolio()
                .position("a", "LOW", "50", "10")
                .position("b", "HIGH", "300", "10")
                .position("c", "HIGH", "-200", "10"));

        assertThat(ofPositions)
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .as("nothing; 5 % of 2,000; 5 % of 1,000")
                .containsExactlyInAnyOrder(BigDecimal.ZERO, new BigDecimal("100"), new BigDecimal("50"));
        assertThat(ofPools).singleElement().satisfies(sum -> assertThat(sum).isEqualByComparingTo("150"));
    }

    @Test
    void pool_withPositionsInTheLowestTierOnly_setsNothingFree() {
        evaluate(portfolio().position("a", "LOW", "50", "10"));

        assertThat(ofPools).singleElement().satisfies(sum -> assertThat(sum).isEqualByComparingTo("0"));
    }
}
