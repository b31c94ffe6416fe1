package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Refusal;

/** Of several rules and facts, the one that a failure is blamed on is the same whether rules are called directly or fire in a session. */
class BlameBothWaysTest {
    private static final ExecutionTally TALLY = new ExecutionTally();

    /** Neither a volatility nor a delta is known of it. */
    private static final Position BAD = Facts.position().id("bad").quantity("0").build();

    private static final Position GOOD =
            Facts.position().id("good").quantity("1").volatility("1").build();

    @AfterAll
    static void count() {
        TALLY.print("blame");
    }

    private static String rule(String name, String conditions) {
        return "rule \"" + name + "\"\nwhen\n    $x : Position(" + conditions
                + ")\nthen\n    insert(new MarginRequirement($x, 1, \"r\"));\nend\n";
    }

    /** What an author binds to a field and tests then is a condition like any other, in its turn. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$v : volatility, $v * 2 > 1              | 1 / quantity > 0            | first  | its `volatility` is not known",
                "$v : volatility, notional > $v * 2       | 1 / quantity > 0            | first  | its `volatility` is not known",
                "$q : quantity, $q != 0, 1 / quantity > 0 | volatility * 2 > 1          | second | its `volatility` is not known",
                "$n : notional, $n < quantity, delta > 5  | 1 / quantity > 0            | second | it divides by zero",
                "$q : quantity, $q != 0, 1 / $q > 0       | $v : volatility, $v * 2 > 1 | second | its `volatility` is not known",
                "$q : quantity, 1 / $q > 0                | volatility * 2 > 1          | first  | it divides by zero",
            })
    void ofTwoRules_theFirstWhoseConditionsFailInTheirTurn_isBlamed(
            String first, String second, String guilty, String words) {
        try (CompiledRuleSet compiled = RuleSetSample.rules(rule("first", first) + rule("second", second))
                .compiled()) {
            assertThat(message(compiled, List.of(GOOD, BAD)))
                    .contains("rule '" + guilty + "'", "position 'bad'", words);
        }
    }

    /** However many facts come before it. */
    @Test
    void factAtTheEndOfMany_isBlamed() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < EngineLimits.DEFAULT.facts() - 1; i++) {
            facts.add(GOOD);
        }
        facts.add(BAD);
        try (CompiledRuleSet compiled = RuleSetSample.rules(
                        rule("first", "notional < 0, volatility > 1") + rule("second", "1 / quantity > 1"))
                .compiled()) {
            assertThat(message(compiled, facts)).contains("rule 'second'", "position 'bad'", "it divides by zero");
        }
    }

    private static String message(CompiledRuleSet compiled, List<Fact> facts) {
        ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> pair.fire(facts));
        return refusal.problems().get(0).message();
    }
}
