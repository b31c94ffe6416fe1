package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.api.KieBase;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/**
 * The worst rule sets that the sandbox admits, on the worst portfolios: each is stopped by its budget. One that is not
 * would run into the limit on the test.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorstRulesTest {
    private static final Duration FAR = Duration.ofMinutes(10);
    private static final Duration NEAR = Duration.ofMillis(300);

    private static final String HEADER = """
            package worst;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            """;

    private static String rule(String when, String then) {
        return "rule \"r\" when " + when + " then " + then + " end\n";
    }

    private static String rules(int count, Function<Integer, String> condition) {
        return IntStream.range(0, count)
                .mapToObj(i -> "rule \"r" + i + "\" when $p : Position(" + condition.apply(i)
                        + ") then insert(new MarginRequirement($p, 1B, \"x\")); end\n")
                .collect(Collectors.joining());
    }

    private static List<Fact> mixed(int count) {
        List<Fact> facts = new ArrayList<>(SampleFacts.positions(count));
        facts.addAll(SampleFacts.collateral(count));
        facts.add(SampleFacts.pool());
        return facts;
    }

    private static final String OUTCOMES_FOR_EVER = rule(
                    "$h : Haircut(rate >= 0B)", "insert(new Haircut($h.collateral, $h.rate + 0.01B, \"x\"));")
            + rule("$c : Collateral()", "insert(new Haircut($c, 0.5B, \"x\"));").replace("\"r\"", "\"s\"");

    private static final String SUMS_FOR_EVER = rule(
            "$p : MarginPool() accumulate(MarginRequirement($r : initial); $s : sum($r))",
            "insert(new MarginRequirement($p, 1B, \"x\"));");

    private static final String REQUIRE = "insert(new MarginRequirement($p, 1B, \"x\"));";

    static Stream<Arguments> joins() {
        List<Fact> facts = mixed(10_000);
        String equal = "currency == $p.currency";
        return Stream.of(
                arguments(
                        "four patterns without a condition",
                        rule("$p : Position() Position() Position() Position()", REQUIRE),
                        facts),
                arguments(
                        "four patterns, the last of which never matches",
                        rule("$p : Position() Position() Position() PositionGroup(pool == $p.id)", REQUIRE),
                        facts),
                arguments(
                        "two patterns with an index", rule("$p : Position() Position(" + equal + ")", REQUIRE), facts),
                arguments(
                        "two patterns with a condition",
                        rule("$p : Position() Position(notional * 2B < $p.notional)", REQUIRE),
                        facts),
                arguments(
                        "not",
                        rule("$p : Position() not Collateral(" + equal + ", price > $p.notional)", REQUIRE),
                        facts),
                arguments("exists", rule("$p : Position() exists Collateral(" + equal + ")", REQUIRE), facts),
                arguments(
                        "forall",
                        rule(
                                "$p : Position() forall($q : Position(" + equal
                                        + ") Position(this == $q, notional > 5B))",
                                REQUIRE),
                        facts),
                arguments(
                        "accumulate for every fact",
                        rule(
                                "$p : Position() accumulate(Collateral(" + equal + ", $v : marketValue); $s : sum($v))",
                                REQUIRE),
                        facts),
                arguments(
                        "accumulate over a join",
                        rule(
                                "$p : MarginPool() accumulate(Position($c : currency) and Collateral(currency == $c, $v : marketValue);"
                                        + " $s : sum($v))",
                                REQUIRE),
                        facts),
                arguments(
                        "alternatives of patterns",
                        rule(
                                Stream.generate(() -> "(Position() or Collateral())")
                                        .limit(8)
                                        .collect(Collectors.joining(" ")),
                                ""),
                        facts),
                arguments("many rules without a condition", rules(120, i -> ""), facts),
                arguments("many rules with the same condition", rules(120, i -> "notional > 5B"), facts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("joins")
    void rulesThatCombineFacts_onManyFacts_areRefusedBeforeTheyDo(String what, String rules, List<Fact> facts) {
        assertThat(stopped(rules, facts, Long.MAX_VALUE, 1_000_000, FAR))
                .as(what)
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(BudgetExceeded.Limit.MATCHES));
    }

    @Test
    void costOfRules_beforeTheyAreLoaded_isNotTakenForNothing() {
        try (RuleCompilation compilation =
                RuleCompilation.sandboxed(HEADER + rule("$p : Position() Position()", REQUIRE))) {
            assertThatIllegalStateException().isThrownBy(compilation::cost);
            assertThat(compilation.base()).isNotNull();
            assertThat(compilation.cost().combinesFacts()).isTrue();
        }
    }

    static Stream<Arguments> longWork() {
        List<Fact> positions = SampleFacts.positions(10_000);
        List<Fact> few = SampleFacts.all();
        return Stream.of(
                arguments("outcomes for ever", OUTCOMES_FOR_EVER, few),
                arguments("sums of outcomes for ever", SUMS_FOR_EVER, few),
                arguments("many rules on many facts", rules(60, i -> "notional > " + i + "B"), positions),
                arguments(
                        "many alternatives",
                        rules(
                                4,
                                i -> IntStream.range(0, 100)
                                        .mapToObj(j -> "notional == -" + i + "." + j + "B")
                                        .collect(Collectors.joining(" || "))),
                        positions),
                arguments(
                        "long lists",
                        rules(
                                4,
                                i -> "underlying in ("
                                        + IntStream.range(0, 450)
                                                .mapToObj(j -> "\"" + i + "-" + j + "\"")
                                                .collect(Collectors.joining(", "))
                                        + ")"),
                        positions),
                arguments(
                        "deep conditions",
                        rules(
                                4,
                                i -> "(".repeat(5) + "notional > " + i + "B"
                                        + IntStream.range(0, 5)
                                                .mapToObj(j -> " || notional == -" + j + "B)")
                                                .collect(Collectors.joining())),
                        positions),
                arguments("many insertions", rule("$p : Position(notional > 0B)", REQUIRE.repeat(300)), positions),
                arguments(
                        "much arithmetic",
                        rule(
                                "$p : Position(notional > 0B)",
                                "x = $p.notional; " + "x = squareRoot(x) * squareRoot(x) + x / 7B;".repeat(100)
                                        + "insert(new MarginRequirement($p, x, \"x\"));"),
                        positions),
                arguments(
                        "distant dates",
                        rule(
                                "$p : Position(notional > 0B)",
                                "insert(new Escalate($p, \"x\", endOfBusinessDayAfter($p, 2147483647), \"x\"));"
                                        .repeat(100)),
                        positions));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longWork")
    void rulesThatWorkLong_areStoppedByTheirSteps(String what, String rules, List<Fact> facts) {
        assertThat(stopped(rules, facts, 100_000, Long.MAX_VALUE, FAR))
                .as(what)
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(BudgetExceeded.Limit.STEPS));
    }

    static Stream<Arguments> growth() {
        String square = "x = x * x; ";
        return Stream.of(
                arguments(
                        "RULE_DECIMAL_TOO_LARGE",
                        "squares in one consequence",
                        rule(
                                "$p : MarginPool()",
                                "x = 1.1B; " + square.repeat(40) + "insert(new MarginRequirement($p, x, \"x\"));")),
                arguments(
                        "RULE_DECIMAL_TOO_LARGE",
                        "squares of small numbers",
                        rule(
                                "$p : MarginPool()",
                                "x = 0.1B; " + square.repeat(40) + "insert(new MarginRequirement($p, x, \"x\"));")),
                arguments(
                        "RULE_DECIMAL_TOO_LARGE",
                        "squares through outcomes",
                        rule(
                                        "$m : MarginRequirement(initial > 0B)",
                                        "insert(new MarginRequirement($m.scope, $m.initial * $m.initial, \"x\"));")
                                + rule(
                                                "$p : MarginPool()",
                                                "insert(new MarginRequirement($p, 123456789.123456789B, \"x\"));")
                                        .replace("\"r\"", "\"s\"")),
                arguments(
                        "RULE_DECIMAL_TOO_LARGE",
                        "products of the vocabulary's own through outcomes",
                        rule(
                                        "$m : MarginRequirement(initial > 0B) $p : Position(id == \"position-1\")",
                                        "insert(tieredRequirement($p, 1, 0B, $m.initial, 0.1B, 0B, \"x\"));")
                                + rule(
                                                "$p : MarginPool()",
                                                "insert(new MarginRequirement($p, 123456789.123456789B, \"x\"));")
                                        .replace("\"r\"", "\"s\"")),
                arguments(
                        "RULE_TEXT_TOO_LONG",
                        "a text joined with itself",
                        rule(
                                "$p : MarginPool()",
                                "s = \"0123456789\"; " + "s = s + s; ".repeat(40)
                                        + "insert(new MarginRequirement($p, 1B, s));")),
                arguments(
                        "RULE_TEXT_TOO_LONG",
                        "a text joined through outcomes",
                        rule(
                                        "$m : MarginRequirement(initial > 0B)",
                                        "insert(new MarginRequirement($m.scope, $m.initial, $m.reason + $m.reason));")
                                + rule("$p : MarginPool()", "insert(new MarginRequirement($p, 1B, \"x\"));")
                                        .replace("\"r\"", "\"s\"")),
                arguments(
                        "RULE_TEXT_TOO_LONG",
                        "a map as a text",
                        rule(
                                "$p : Position(notional > 0B)",
                                "insert(new MarginRequirement($p, 1B, \"x\" + $p.attributes));")),
                arguments(
                        "RULE_INSERTS_NO_OUTCOME",
                        "a fact inserted again",
                        rule("$p : Position(notional > 0B)", "insert($p);")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("growth")
    void rulesThatGrowTheirValues_areRefused(String code, String what, String rules) {
        assertThat(stopped(rules, SampleFacts.all(), Long.MAX_VALUE, Long.MAX_VALUE, FAR))
                .as(what)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(code));
    }

    /** A number of 624 digits to a multiple of one with 148 decimals: long, and as long as it gets. */
    @Test
    void roundingOfTheLargestToTheSmallest_isAnswered() {
        String square = "x = x * x; ".repeat(4);
        String rules = rule(
                "$p : MarginPool()",
                "x = 1" + "0".repeat(39) + "B; " + square + "y = 0." + "0".repeat(36) + "1B; y = y * y * y * y; "
                        + "insert(new MarginRequirement($p, roundUpTo(x, y), \"x\"));");
        assertThat(stopped(rules, SampleFacts.all(), Long.MAX_VALUE, Long.MAX_VALUE, FAR))
                .isNull();
    }

    /** Work that would go on for ever, or for hours, with nothing but the clock to stop it. */
    static Stream<Arguments> endless() {
        return Stream.of(
                arguments("outcomes for ever", OUTCOMES_FOR_EVER, SampleFacts.all()),
                arguments("sums of outcomes for ever", SUMS_FOR_EVER, SampleFacts.all()),
                arguments(
                        "every pair of many facts",
                        rule("$p : Position() Position(notional * 2B < $p.notional)", REQUIRE),
                        SampleFacts.positions(20_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void rulesWithoutEnd_areStoppedByTheClock(String what, String rules, List<Fact> facts) {
        assertThat(stopped(rules, facts, Long.MAX_VALUE, Long.MAX_VALUE, NEAR))
                .as(what)
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.limit()).isEqualTo(BudgetExceeded.Limit.TIME));
    }

    private static @Nullable Throwable stopped(
            String rules, List<Fact> facts, long steps, long matches, Duration time) {
        try (RuleCompilation compilation = RuleCompilation.sandboxed(HEADER + rules)) {
            assertThat(compilation.admission("worst").violations())
                    .as("admitted")
                    .isEmpty();
            KieBase base = compilation.base();
            MatchCost.Meter meter = compilation.cost().meter(matches);
            return catchThrowable(() -> Budget.run(steps, System.nanoTime() + time.toNanos(), meter, () -> {
                Budget.inserting(facts);
                return RuleCompilation.fire(base, facts, Integer.MAX_VALUE);
            }));
        }
    }
}
