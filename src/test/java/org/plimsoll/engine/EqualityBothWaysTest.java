package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.DirectExecution;
import org.plimsoll.engine.execution.DirectPlan;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.portfolio.Refusal;

/** Where an index could take equal values for different ones, and what an index cannot help with. */
class EqualityBothWaysTest {
    private static final ExecutionTally TALLY = new ExecutionTally();

    private static String rule(String name, String conditions) {
        return "rule \"" + name + "\"\nwhen\n    $x : Position(" + conditions + ")\nthen\n"
                + "    insert(new MarginRequirement($x, 1, \"r\"));\nend\n";
    }

    /** From three equalities on a field on, the rule engine looks values up in a hash map. */
    @Test
    void decimals_ofAnyScale_areTheSameToManyRules() {
        String rules = rule("5", "price == 5")
                + rule("5.0", "price == 5.0")
                + rule("5.00", "price == 5.00")
                + rule("10", "price == 10")
                + rule("not 5", "price != 5.0")
                + rule("five", "5 == price")
                + rule("both", "price == 5, price == 5.0")
                + rule("none", "price == 5, price == 10");
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled()) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            for (String price : List.of("5", "5.0", "5.00", "5.000000")) {
                assertThat(fired(pair, Facts.position().price(price).build()))
                        .containsExactly("5", "5.0", "5.00", "five", "both");
            }
            for (String price : List.of("10", "1E+1", "10.00")) {
                assertThat(fired(pair, Facts.position().price(price).build())).containsExactly("10", "not 5");
            }
        }
    }

    @Test
    void texts_onEitherSide_areTheSameToManyRules() {
        String rules = rule("EUR", "currency == \"EUR\"")
                + rule("EUR turned", "\"EUR\" == currency")
                + rule("USD", "currency == \"USD\"")
                + rule("USD turned", "\"USD\" == currency")
                + rule("GBP", "currency == \"GBP\"")
                + rule("no venue", "venue == null")
                + rule("venue", "venue == \"XNYS\"")
                + rule("venue turned", "\"XNYS\" == venue")
                + rule("other venue", "venue == \"XETR\"");
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled()) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            assertThat(fired(pair, Facts.position().currency("USD").build()))
                    .containsExactly("USD", "USD turned", "no venue");
            assertThat(fired(
                            pair, Facts.position().currency("EUR").venue("XNYS").build()))
                    .containsExactly("EUR", "EUR turned", "venue", "venue turned");
        }
    }

    @Test
    void limits_onEitherSide_areTheSame() {
        String rules = rule("above", "notional > 5")
                + rule("above turned", "5 < notional")
                + rule("from", "notional >= 5.0")
                + rule("from turned", "5.00 <= notional")
                + rule("below", "notional < 5")
                + rule("below turned", "5 > notional")
                + rule("to", "notional <= 5.0")
                + rule("to turned", "5.00 >= notional")
                + rule("not above", "!(notional > 5)")
                + rule("not below", "!(notional < 5)")
                + rule("empty", "notional > 5, notional < 5")
                + rule("point", "notional >= 5, notional <= 5.000");
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled()) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            assertThat(fired(pair, Facts.position().notional("5.0").build()))
                    .containsExactly("from", "from turned", "to", "to turned", "not above", "not below", "point");
            assertThat(fired(pair, Facts.position().notional("5.01").build()))
                    .containsExactly("above", "above turned", "from", "from turned", "not below");
            assertThat(fired(pair, Facts.position().notional("-5").build()))
                    .containsExactly("below", "below turned", "to", "to turned", "not above");
        }
    }

    /** The same rule many times over: what a rule set of that many rules asks of an evaluation. */
    private static CompiledRuleSet times(int count, String rule, long steps) {
        EngineLimits standard = EngineLimits.DEFAULT;
        CompiledRuleSet compiled = RuleSetSample.rules(rule)
                .limits(FailuresBothWaysTest.limits(standard.firings(), steps, standard.fireTime()))
                .compiled();
        RuleReference reference = compiled.rules().get(0);
        return compiled.firedBy((module, references) -> new DirectExecution(
                DirectPlan.of(ExecutionPair.restricted(module.models(), Collections.nCopies(count, reference))),
                references));
    }

    @Test
    void tenThousandRulesWithoutCondition_onManyFacts_areStoppedByFirings() {
        try (CompiledRuleSet rules = times(10_000, rule("any", ""), EngineLimits.DEFAULT.steps())) {
            assertThat(refused(rules)).contains("more than 200000 times");
        }
    }

    /** However a condition is tried, it pays for it: one by one, by a limit, through an index. */
    @Test
    void tenThousandRulesThatDoNotMatch_onManyFacts_areStoppedBySteps() {
        for (String conditions : List.of(
                "notional * 2 < 0",
                "notional < price",
                "notional != 1000",
                "venue != null",
                "notional < 0, price < 0",
                "notional > 0, notional < 1")) {
            try (CompiledRuleSet rules = times(10_000, rule("none", conditions), 10_000)) {
                assertThat(refused(rules)).as(conditions).contains("more steps");
            }
        }
    }

    private static String refused(CompiledRuleSet rules) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < EngineLimits.DEFAULT.facts(); i++) {
            facts.add(Facts.position().build());
        }
        try {
            rules.fire(facts);
            return "";
        } catch (Refusal e) {
            return e.problems().get(0).message();
        }
    }

    private static List<String> fired(ExecutionPair pair, Fact fact) {
        return pair.fire(List.of(fact)).stream()
                .map(Firing::rule)
                .map(RuleReference::name)
                .toList();
    }
}
