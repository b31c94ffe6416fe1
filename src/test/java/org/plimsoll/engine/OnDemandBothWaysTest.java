package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.decision.Firing;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.portfolio.Refusal;

/** Fields that are worked out when a rule reads them may be refused then: not before the author's turn, and not never. */
class OnDemandBothWaysTest {
    private static final ExecutionTally TALLY = new ExecutionTally();

    /** Nothing is known here of what a position could lose, so that its delta is refused. */
    private static final List<Fact> FACTS = List.of(Facts.position().id("p").build());

    /** As many rules as make an index of a condition worth while. */
    private static String rules(int count, String conditions) {
        return IntStream.range(0, count)
                .mapToObj(i -> "rule \"" + i + "\"\nwhen\n    $x : Position(" + conditions.replace("#", "" + (i + 5))
                        + ")\nthen\n    insert(new MarginRequirement($x, 1, \"r\"));\nend\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fieldOnDemand_behindAGuardThatFails_isNotRead(int count) {
        for (String conditions :
                List.of("instrumentType == \"OPTION\", delta > #", "notional < 0, delta > #, delta < 9")) {
            try (CompiledRuleSet compiled =
                    RuleSetSample.rules(rules(count, conditions)).compiled()) {
                List<Firing> fired = ExecutionPair.of(compiled, TALLY).fire(FACTS);
                assertThat(fired).as(conditions).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fieldOnDemand_beforeAConditionThatFails_isRead(int count) {
        for (String conditions : List.of("delta > #, instrumentType == \"OPTION\"", "delta > #, notional < 0")) {
            try (CompiledRuleSet compiled =
                    RuleSetSample.rules(rules(count, conditions)).compiled()) {
                ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
                Refusal refusal = catchThrowableOfType(Refusal.class, () -> pair.fire(FACTS));
                assertThat(refusal.problems().get(0).code()).as(conditions).isEqualTo("OPTION_VOLATILITY_MISSING");
            }
        }
    }

    /** A rule pays for what it tries: its first condition here, and not the forty behind it. */
    @Test
    void conditionsBehindOneThatFails_costNothing() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            facts.add(Facts.position().id("p" + i).build());
        }
        String behind =
                IntStream.rangeClosed(1, 40).mapToObj(i -> ", quantity > -" + i).collect(Collectors.joining());
        String rules = rules(50, "quantity * 1 > #" + behind);
        EngineLimits standard = EngineLimits.DEFAULT;
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules)
                .limits(FailuresBothWaysTest.limits(standard.firings(), 50 * 1_000 * 10, standard.fireTime()))
                .compiled()) {
            assertThat(compiled.fire(facts)).isEmpty();
        }
    }
}
