package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.portfolio.Refusal;

/** What the submitter of a portfolio is told when a rule cannot be worked out. */
class RuleFailuresTest {
    private static Refusal refusal(CompiledRuleSet rules, Fact... facts) {
        try (rules) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> rules.fire(List.of(facts)));
            assertThat(refusal).isNotNull();
            assertThat(refusal.problems()).hasSize(1);
            assertThat(refusal.problems().get(0).message()).doesNotContain("java.", "Lambda", "Exception");
            return refusal;
        }
    }

    private static String told(String condition, String consequence, Fact... facts) {
        CompiledRuleSet rules = RuleSetSample.rules(
                        "rule \"the rule\"\nwhen\n" + condition + "\nthen\n" + consequence + "\nend\n")
                .compiled();
        Refusal refusal = refusal(rules, facts);
        return refusal.problems().get(0).code() + ": "
                + refusal.problems().get(0).message();
    }

    @Test
    void consequence_thatReadsAnUnknownFigure_namesIt() {
        assertThat(told(
                        "$p : Position()",
                        "insert(new MarginRequirement($p, $p.volatility * $p.notional, \"v\"));",
                        Facts.position().id("btc-1").build()))
                .isEqualTo("RULE_FAILED: The rule 'the rule' (rules.drl, line 4) could not be worked out for position"
                        + " 'btc-1': its `volatility` is not known. Supply it, or test that it is not null in the"
                        + " rule's condition.");
    }

    @Test
    void condition_thatComputesWithAnUnknownFigure_namesIt() {
        assertThat(told(
                        "$p : Position(volatility * 2B > 1B)",
                        "insert(new MarginRequirement($p, 1B, \"v\"));",
                        Facts.position().id("btc-1").build()))
                .isEqualTo("RULE_FAILED: The rule 'the rule' (rules.drl, line 4) could not be worked out for position"
                        + " 'btc-1': its `volatility` is not known. Supply it, or test that it is not null in the"
                        + " rule's condition.");
    }

    @Test
    void consequence_thatPassesAnUnknownFigureOn_saysSo() {
        assertThat(told(
                        "$p : Position()",
                        "insert(new MarginRequirement($p, max($p.volatility, 1B), \"v\"));",
                        Facts.position().build()))
                .startsWith("RULE_FAILED: The rule 'the rule' (rules.drl, line 4)")
                .contains("its `volatility` is not known");
    }

    @Test
    void consequence_thatDividesByZero_saysSo() {
        assertThat(told(
                        "$h : AccountHealth()",
                        "insert(new ReleaseCollateral($h, 1B / $h.maintenanceMargin, \"v\"));",
                        Facts.health("100", "0", "0")))
                .isEqualTo("RULE_FAILED: The rule 'the rule' (rules.drl, line 4) could not be worked out for account"
                        + " health 'cross': it divides by zero.");
    }

    @Test
    void lookup_thatRefuses_keepsItsCodeAndNamesTheRule() {
        assertThat(told(
                        "$p : Position()",
                        "insert(new MarginRequirement($p, $p.number(\"beta\"), \"v\"));",
                        Facts.position().attribute("beta", "high").build()))
                .startsWith("ATTRIBUTE_NOT_A_NUMBER: The attribute 'beta'")
                .endsWith("(in the rule 'the rule', rules.drl, line 4, for position 'position-1')");
    }

    @Test
    void lookupInACondition_thatRefuses_keepsItsCodeAndNamesTheRule() {
        assertThat(told(
                        "$p : Position(number(\"beta\") > 1B)",
                        "insert(new MarginRequirement($p, 1B, \"v\"));",
                        Facts.position().build()))
                .startsWith("ATTRIBUTE_MISSING: ")
                .endsWith("(in the rule 'the rule', rules.drl, line 4, for position 'position-1')");
    }

    @Test
    void facts_beyondTheLimit_areRefused() {
        EngineLimits limits = limits(2, 200_000, 100_000_000, Duration.ofSeconds(10));
        assertThat(refusal(onePerPosition(limits), positions(3))
                        .problems()
                        .get(0)
                        .code())
                .isEqualTo("TOO_MANY_FACTS");
    }

    @Test
    void firings_atTheLimit_areAllowed_andBeyondItRefused() {
        EngineLimits limits = limits(100, 3, 100_000_000, Duration.ofSeconds(10));
        try (CompiledRuleSet rules = onePerPosition(limits)) {
            assertThat(rules.fire(List.of(positions(3)))).hasSize(3);
        }
        assertThat(refusal(onePerPosition(limits), positions(4))
                        .problems()
                        .get(0)
                        .code())
                .isEqualTo("RULE_BUDGET_EXCEEDED");
    }

    @Test
    void steps_beyondTheLimit_areRefused() {
        EngineLimits limits = limits(1000, 1000, 10, Duration.ofSeconds(10));
        assertThat(refusal(onePerPosition(limits), positions(500))
                        .problems()
                        .get(0)
                        .code())
                .isEqualTo("RULE_BUDGET_EXCEEDED");
    }

    @Test
    void time_beyondTheLimit_isRefused() {
        EngineLimits limits = limits(1000, 1000, 100_000_000, Duration.ofNanos(1));
        assertThat(refusal(onePerPosition(limits), positions(500))
                        .problems()
                        .get(0)
                        .code())
                .isEqualTo("RULE_BUDGET_EXCEEDED");
    }

    private static CompiledRuleSet onePerPosition(EngineLimits limits) {
        return RuleSetSample.rules("rule \"one\"\nwhen\n$p : Position(notional > 1B)\nthen\n"
                        + "insert(new MarginRequirement($p, $p.notional * 0.1B, \"v\"));\nend\n")
                .limits(limits)
                .compiled();
    }

    private static Fact[] positions(int count) {
        Fact[] facts = new Fact[count];
        for (int i = 0; i < count; i++) {
            facts[i] = Facts.position().id("p" + i).build();
        }
        return facts;
    }

    private static EngineLimits limits(int facts, int firings, long steps, Duration fireTime) {
        return EngineLimits.DEFAULT
                .withFacts(facts)
                .withFirings(firings)
                .withSteps(steps)
                .withFireTime(fireTime);
    }
}
