package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.portfolio.Refusal;

/**
 * The most costly rules that the gate accepts, through the same door as everybody's: each is refused for its cost before it
 * has become long, or answered. One that is neither runs into the limit on the test.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorstAcceptedRulesTest {
    private static final int FACTS = 2_000;
    private static final String SAY = "insert(new AddOn($p, \"OTHER\", 1, \"x\"));";

    private static Arguments once(String what, String when) {
        return Arguments.arguments(what, rule(0, when, SAY));
    }

    private static Arguments often(String what, int rules, String when, String then) {
        return Arguments.arguments(
                what,
                IntStream.range(0, rules)
                        .mapToObj(i -> rule(i, when.replace("#", String.valueOf(i)), then))
                        .collect(Collectors.joining()));
    }

    private static String rule(int number, String when, String then) {
        return "rule \"r" + number + "\"\nwhen\n" + when + "\nthen\n" + then + "\nend\n";
    }

    /** Each would look at millions of combinations, or keep millions of things. */
    static Stream<Arguments> worst() {
        String tied = "Position(baseCurrency == \"EUR\")";
        String text = "s + s + s + s";
        return Stream.of(
                once("a pair tied by equality", "$p : Position() $q : Position(currency == $p.currency)"),
                once("a pair tied by a text", "$p : Position() " + tied),
                once(
                        "a pair tied by a text and compared",
                        "$p : Position() $q : Position(baseCurrency == \"EUR\","
                                + " notional > $p.notional - 1000000)"),
                once("four patterns", "$p : Position() " + tied + tied + tied),
                once("four patterns that never match", "$p : Position() " + tied + tied + "Position(id == $p.side)"),
                once("not", "$p : Position() not Position(currency == $p.currency, notional > $p.notional * 1000)"),
                once("exists", "$p : Position() exists Position(currency == $p.currency, notional > 5)"),
                once(
                        "accumulate",
                        "$p : Position() accumulate(Position(pool == $p.pool, $n : notional);"
                                + " $s : sum($n); $s > 5)"),
                often("rules with the same condition", 60, "$p : Position(notional > 5)", SAY),
                often("rules without condition", 60, "$p : Position()", SAY),
                often("rules with conditions of their own", 60, "$p : Position(notional > #)", SAY),
                often("rules with equalities of their own", 60, "$p : Position(price != #, side == \"LONG\")", SAY),
                often("outcomes", 2, "$p : Position(notional > #)", (SAY + "\n").repeat(55)),
                often(
                        "texts",
                        2,
                        "$p : Position(notional > #)",
                        ("s = $p.id + \"" + "y".repeat(400) + "\";\n" + "insert(new AddOn($p, \"OTHER\", 1, " + text
                                        + "));\n")
                                .repeat(25)),
                often(
                        "arithmetic",
                        5,
                        "$p : Position(notional > #)",
                        "x = $p.notional;\n"
                                + "x = squareRoot(squareRoot($p.notional * $p.price) + $p.price / 7);\n".repeat(40)
                                + "insert(new AddOn($p, \"OTHER\", x, \"x\"));"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worst")
    void worstAcceptedRules_areRefusedForTheirCost(String what, String rules) {
        try (CompiledRuleSet compiled = compiled(rules, limits(100_000, 100_000, 10_000))) {
            assertThat(catchThrowable(() -> compiled.fire(positions(FACTS))))
                    .as(what)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo("RULE_BUDGET_EXCEEDED"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worst")
    void worstAcceptedRules_onFewFacts_areAnswered(String what, String rules) {
        try (CompiledRuleSet compiled = compiled(rules, limits(1_000_000, 100_000, 10_000))) {
            assertThat(catchThrowable(() -> compiled.fire(positions(3))))
                    .as(what)
                    .isNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worst")
    void worstAcceptedRules_withinTheirCost_areStoppedByFirings(String what, String rules) {
        try (CompiledRuleSet compiled = compiled(rules, limits(Long.MAX_VALUE, 1_000_000, 10))) {
            Throwable thrown = catchThrowable(() -> compiled.fire(positions(30)));
            if (thrown != null) {
                assertThat(thrown).as(what).hasMessageContaining("fire more than 10 times");
            }
        }
    }

    private static CompiledRuleSet compiled(String rules, EngineLimits limits) {
        return RuleSetSample.rules(rules).limits(limits).compiled();
    }

    private static List<Fact> positions(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(Facts.position().id("p" + i).build());
        }
        return facts;
    }

    private static EngineLimits limits(long steps, long matches, int firings) {
        return EngineLimits.DEFAULT
                .withFirings(firings)
                .withSteps(steps)
                .withMatches(matches)
                .withFireTime(Duration.ofSeconds(30));
    }
}
