package org.plimsoll.engine.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Evaluated;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.decision.WhyNot.RuleAnswer;
import org.plimsoll.decision.WhyNot.Tested;
import org.plimsoll.decision.WhyNot.Truth;
import org.plimsoll.decision.WhyNot.Verdict;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.ExplanationUnavailable;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.SubmissionCheck;

/**
 * Two positions of ACME, 100 and 40 shares at 50, and one of OTHER, 10 at 1; 4,000 in cash. Margin is a fifth of the value: 1,402.
 * Equity is 7,010 + 4,000 = 11,010, so that 9,608 are left.
 */
class WhyNotQuestionsTest {
    private static final String MANIFEST = "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n"
            + "parameters:\n  - {name: least, value: 2000, source: House policy 7}\n";
    private static final String RULES = """
            package demo;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"

            rule "a fifth"
            when
                $p : Position()
            then
                insert(new MarginRequirement($p, abs($p.marketValue) * 0.2, "a fifth"));
            end

            rule "large"
            when
                $p : Position($value : marketValue, quantity > 30, // a comment
                    $value > 2 * parameter("least") && $value < 4800)
            then
                insert(new AddOn($p, "CONCENTRATION", 1, "large"));
            end

            rule "rated"
            when
                $p : Position(attributes["limit"] != null, marketValue > number("limit"))
            then
                insert(new AddOn($p, "CONCENTRATION", 1, "rated"));
            end

            rule "whole"
            when
                $m : MarginPool(netNotional > 1000000)
            then
                insert(new MarginRequirement($m, 5, "whole"));
            end

            rule "group of ACME"
            when
                $g : PositionGroup(underlying == "ACME")
            then
                insert(new MarginRequirement($g, 1400, "group"));
            end

            rule "pledged"
            when
                $c : Collateral(kind == "GOLD")
            then
                insert(new Haircut($c, 0.5, "gold"));
            end

            rule "call far below"
            when
                $a : AccountHealth(equity < 100)
            then
                insert(new MarginCall($a, 100, "INITIAL", $a.evaluatedAt, "far below"));
            end

            rule "call at initial"
            when
                $a : AccountHealth(min(equity, 9000) < initialMargin * 5)
            then
                insert(new MarginCall($a, 100, "INITIAL", $a.evaluatedAt, "short"));
            end

            rule "call at night"
            when
                $a : AccountHealth(equity < 100, initialMargin > 5000)
            then
                insert(new MarginCall($a, 100, "INITIAL", $a.evaluatedAt, "night"));
            end

            rule "notice or call"
            when
                $a : AccountHealth(equity > 0)
            then
                if ($a.equity < 1) {
                    insert(new MarginCall($a, 1, "INITIAL", $a.evaluatedAt, "one"));
                } else {
                    insert(new Notify($a, "all is well"));
                }
            end

            rule "two of a kind"
            when
                $p : Position(quantity > 50)
                $q : Position(underlying == $p.underlying, id != $p.id, quantity < 20)
            then
                insert(new AddOn($p, "CONCENTRATION", 1, "two"));
            end
            """;

    private static final RuleSetCompiler COMPILER = new RuleSetCompiler();
    private static CompiledRuleSet rules;
    private static Evaluated evaluated;

    @BeforeAll
    static void evaluate() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("ruleset.yaml", MANIFEST.getBytes(StandardCharsets.UTF_8));
        files.put("rules.drl", RULES.getBytes(StandardCharsets.UTF_8));
        rules = COMPILER.compile(new RuleSetFiles("demo", files)).orThrow();
        evaluated = new Evaluator(new RuleSetIdentity("demo", 1, "00"), rules.terms(), rules)
                .evaluateInFull(SubmissionCheck.check(Portfolios.in("EUR")
                        .instrument(Instruments.equity("ACME", "EUR"))
                        .instrument(Instruments.equity("OTHER", "EUR"))
                        .price("ACME", "50")
                        .price("OTHER", "1")
                        .position("p1", "ACME", "100")
                        .position("p2", "ACME", "40")
                        .position("p3", "OTHER", "10")
                        .balance("EUR", "4000")
                        .submission()));
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    @Test
    void rule_thatDidNotFire_isAnsweredByTheNearestFact() {
        RuleAnswer answer = only(ask().rule("large", null));

        assertThat(answer.verdict()).isEqualTo(Verdict.CONDITIONS_FAILED);
        // p1 is too large by 4 %, p2 too small by half: p1 is nearer, and p3 fails twice.
        assertThat(answer.facts())
                .extracting(WhyNot.FactAnswer::fact)
                .containsExactly("Position p1", "Position p2", "Position p3");
        assertThat(answer.facts().get(0).conditions())
                .extracting(Tested::condition, Tested::truth)
                .containsExactly(
                        tuple("quantity > 30", Truth.TRUE),
                        tuple("$value > 2 * parameter(\"least\")", Truth.TRUE),
                        tuple("$value < 4800", Truth.FALSE));
        assertThat(answer.sentence())
                .isEqualTo("Rule \"large\" did not fire on Position p1, the nearest of 3: $value < 4800 is false, since"
                        + " marketValue is 5000.");
        assertThat(answer.facts().get(0).conditions().get(1).values())
                .contains(new Reading.Value("2 * parameter(\"least\")", "4000"));
    }

    @Test
    void rule_askedForOneSubject_isAnsweredByIt() {
        RuleAnswer answer = only(ask().rule("large", "p2"));

        assertThat(answer.sentence())
                .isEqualTo(
                        "Rule \"large\" did not fire on Position p2: $value > 2 * parameter(\"least\") is false, since"
                                + " 2 * parameter(\"least\") is 4000 and marketValue is 2000 and parameter(\"least\") is 2000.");
    }

    @Test
    void comparisonOfComputedFigures_saysWhatBothSidesComeTo() {
        RuleAnswer answer = only(ask().rule("call at initial", null));

        // 1,400 of the group and 2 of p3.
        assertThat(answer.sentence())
                .isEqualTo(
                        "Rule \"call at initial\" did not fire on AccountHealth cross: min(equity, 9000) < initialMargin"
                                + " * 5 is false, since min(equity, 9000) is 9000 and initialMargin * 5 is 7010 and equity is 11010"
                                + " and initialMargin is 1402.");
    }

    @Test
    void missingAttribute_isSaid() {
        RuleAnswer answer = only(ask().rule("rated", "p1"));

        assertThat(answer.sentence())
                .startsWith("Rule \"rated\" did not fire on Position p1: attributes[\"limit\"] != null is false, since"
                        + " attributes[\"limit\"] is absent; marketValue > number(\"limit\") could not be worked out:"
                        + " ATTRIBUTE_MISSING: ");
        assertThat(answer.facts().get(0).conditions())
                .extracting(Tested::truth)
                .containsExactly(Truth.FALSE, Truth.UNKNOWN);
    }

    @Test
    void rule_aboutNothingThatIsThere_saysSo() {
        RuleAnswer answer = only(ask().rule("pledged", null));

        assertThat(answer.verdict()).isEqualTo(Verdict.NO_SUCH_FACT);
        assertThat(answer.sentence())
                .isEqualTo("Rule \"pledged\" is about a Collateral, and there is none that could be meant.");
    }

    @Test
    void rule_thatFired_isAnsweredByWhatItSaid() {
        RuleAnswer answer = only(ask().rule("group of ACME", null));

        assertThat(answer.verdict()).isEqualTo(Verdict.FIRED);
        assertThat(answer.sentence())
                .isEqualTo("Rule \"group of ACME\" fired on PositionGroup cross/ACME, and what it said counts: group"
                        + " cross/ACME: group.");
    }

    @Test
    void rule_replacedByAWiderRequirement_saysByWhich() {
        assertThat(only(ask().rule("a fifth", "p1")).sentence())
                .isEqualTo(
                        "Rule \"a fifth\" fired on Position p1, and what it said does not count: position p1: a fifth;"
                                + " does not count, since what is required of group cross/ACME replaces it.");
        assertThat(only(ask().rule("a fifth", "p3")).verdict()).isEqualTo(Verdict.FIRED);
    }

    @Test
    void patterns_thatMatchOneByOne_areSaidNotToMatchTogether() {
        RuleAnswer answer = only(ask().rule("two of a kind", null));

        assertThat(answer.verdict()).isEqualTo(Verdict.NOT_TOGETHER);
        assertThat(answer.sentence())
                .isEqualTo("Rule \"two of a kind\" did not fire: each of its patterns has a fact that meets it, and no"
                        + " combination of them meets underlying == $p.underlying and id != $p.id.");
    }

    @Test
    void action_isAnsweredByEveryRuleThatCouldSayIt_theNearestFirst() {
        WhyNot answer = ask().action("MARGIN_CALL", null);

        assertThat(answer.rules())
                .extracting(RuleAnswer::name, RuleAnswer::verdict)
                .containsExactly(
                        tuple("notice or call", Verdict.SAID_OTHERWISE),
                        tuple("call at initial", Verdict.CONDITIONS_FAILED),
                        tuple("call far below", Verdict.CONDITIONS_FAILED),
                        tuple("call at night", Verdict.CONDITIONS_FAILED));
        assertThat(answer.answer())
                .startsWith("No rule required MARGIN_CALL; 4 rules could. The nearest: Rule \"notice");
    }

    @Test
    void action_thatWasRequired_saysBecauseOfWhich() {
        WhyNot answer = ask().action("NOTIFY", "p1");

        assertThat(answer.answer())
                .isEqualTo(
                        "NOTIFY for p1 was required. Rule \"notice or call\" fired on AccountHealth cross, and what it"
                                + " said counts: Notify on cross: all is well.");
    }

    @Test
    void action_thatNoRuleCanRequire_saysSo() {
        assertThat(ask().action("HEDGE", null))
                .isEqualTo(new WhyNot(
                        "Why was HEDGE not required?", "No rule of the rule set can require HEDGE.", List.of()));
    }

    @Test
    void unknownNames_areRefusedWithTheNearest() {
        assertRefused(
                () -> ask().rule("large1", null),
                "RULE_UNKNOWN",
                "The version has no rule 'large1'; the nearest are 'large'");
        assertRefused(() -> ask().rule("large", "p9"), "SUBJECT_UNKNOWN", "Nothing in the portfolio has the id 'p9'");
        assertRefused(() -> ask().action("MARGINCALL", null), "ACTION_TYPE_UNKNOWN", "There is no such type of action");
    }

    @Test
    void compilerWithoutTime_isNotWaitedFor() {
        RuleSetCompiler busy =
                new RuleSetCompiler(EngineLimits.DEFAULT.withCompileTime(java.time.Duration.ofMillis(1)));

        assertThatThrownBy(() -> new WhyNotQuestions(busy, rules, evaluated).rule("large", null))
                .isInstanceOf(ExplanationUnavailable.class)
                .hasMessageContaining("take longer than");
    }

    @Test
    void parameterRead_namesItsSource() {
        assertThat(new RuleReadings(rules)
                        .of(
                                rules.written().find("large").orElseThrow().reference(),
                                List.of(evaluated.facts().get(0))))
                .singleElement()
                .satisfies(reading -> assertThat(reading.values())
                        .containsExactly(
                                new Reading.Value("marketValue", "5000"),
                                new Reading.Value("quantity", "100"),
                                new Reading.Value("parameter(\"least\")", "2000", "House policy 7")));
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable question, String code, String message) {
        assertThatThrownBy(question).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problems().get(0).code()).isEqualTo(code);
            assertThat(refusal.problems().get(0).message()).startsWith(message);
        });
    }

    private static WhyNotQuestions ask() {
        return new WhyNotQuestions(COMPILER, rules, evaluated);
    }

    private static RuleAnswer only(WhyNot answer) {
        assertThat(answer.rules()).hasSize(1);
        return answer.rules().get(0);
    }
}
