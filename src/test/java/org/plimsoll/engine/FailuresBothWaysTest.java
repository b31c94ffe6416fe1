package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.engine.execution.Execution;
import org.plimsoll.engine.execution.RuleFailure;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Refusal;

/** A failing rule is told of in the same words whether it is called directly or fires in a session. */
class FailuresBothWaysTest {
    private static final ExecutionTally TALLY = new ExecutionTally();

    /** Seven lines of rules that do not fail, so that the failing one begins on line 11. */
    private static final String INNOCENT = """
            rule "innocent"
            when
                $x : Position(notional > 0)
            then
                insert(new MarginRequirement($x, $x.notional, "r"));
            end

            """;

    @AfterAll
    static void count() {
        TALLY.print("failures");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volatility * 2 > 1 | RULE_FAILED | its `volatility` is not known",
                "max(volatility, 1) > 1 | RULE_FAILED | its `volatility` is not known",
                "1 / quantity > 1 | RULE_FAILED | it divides by zero",
                "number(\"none\") > 1 | ATTRIBUTE_MISSING | 'none'",
                "number(\"word\") > 1 | ATTRIBUTE_NOT_A_NUMBER | 'word'",
                "parameter(\"rate\") > 1 | PARAMETER_MISSING | 'rate'",
                "accountNumber(\"none\") > 1 | ATTRIBUTE_MISSING | 'none'",
                "multiplier * multiplier > 1 | RULE_DECIMAL_TOO_LARGE | too many digits",
                "roundUpTo(notional, outOfTheMoneyAmount) > 1 | RULE_FAILED | it divides by zero",
                "squareRoot(marketValue) > 1 | RULE_FAILED | its arithmetic has no result",
                "attributes[\"deep\"] == \"x\" | RULE_FAILED | nested too deeply"
            })
    void failureInACondition_isToldAlike(String condition, String code, String words) {
        String rules = INNOCENT + "rule \"guilty\"\nwhen\n    $x : Position(notional > 0, " + condition
                + ")\nthen\n    insert(new MarginRequirement($x, $x.notional, \"r\"));\nend\n";

        assertTold(refusal(RuleSetSample.rules(rules).compiled(), List.of(innocent(), guilty())), code, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$x.volatility * 2 | RULE_FAILED | its `volatility` is not known",
                "min($x.volatility, 1) | RULE_FAILED | its `volatility` is not known",
                "1 / $x.quantity | RULE_FAILED | it divides by zero",
                "$x.number(\"none\") | ATTRIBUTE_MISSING | 'none'",
                "$x.number(\"word\") | ATTRIBUTE_NOT_A_NUMBER | 'word'",
                "$x.parameter(\"rate\") | PARAMETER_MISSING | 'rate'",
                "$x.multiplier * $x.multiplier | RULE_DECIMAL_TOO_LARGE | too many digits",
                "roundDownTo($x.notional, $x.outOfTheMoneyAmount) | RULE_FAILED | it divides by zero"
            })
    void failureInAConsequence_isToldAlike(String amount, String code, String words) {
        String rules = INNOCENT + "rule \"guilty\"\nwhen\n    $x : Position(notional > 1000)\nthen\n"
                + "    insert(new MarginRequirement($x, 1, \"r\"));\n    insert(new MarginRequirement($x, " + amount
                + ", \"r\"));\nend\n";

        assertTold(refusal(RuleSetSample.rules(rules).compiled(), List.of(innocent(), guilty())), code, words);
    }

    /** The Java machine words the message from the code: code that it reads wrongly makes it read past its own memory. */
    @Test
    void messageOfANullPointer_besideADecimalLiteral_namesWhatIsNull() {
        String rules = "rule \"guilty\"\nwhen\n    $x : Position(volatility * 2 > 1)\nthen\n"
                + "    insert(new MarginRequirement($x, 1, \"r\"));\nend\n";
        List<Execution> ways = new ArrayList<>();
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled()) {
            compiled.firedBy((module, references) -> {
                ways.add(module.execution(references));
                ways.add(module.sessionExecution(references));
                return ways.get(0);
            });
            for (Execution way : ways) {
                Execution.Bounds bounds = new Execution.Bounds(10, 1000, 10, System.nanoTime() + 10_000_000_000L);
                RuleFailure failure =
                        catchThrowableOfType(RuleFailure.class, () -> way.fire(List.of(guilty()), bounds));
                assertThat(failure.reason())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("because the return value of")
                        .hasMessageEndingWith("is null");
            }
        }
    }

    @Test
    void longTextInAConsequence_isToldAlike() {
        String rules = INNOCENT + "rule \"guilty\"\nwhen\n    $x : Position(notional > 1000)\nthen\n"
                + "    insert(new MarginRequirement($x, 1, \"of \" + $x.underlying + $x.underlying));\nend\n";

        assertTold(
                refusal(RuleSetSample.rules(rules).compiled(), List.of(innocent(), guilty())),
                "RULE_TEXT_TOO_LONG",
                "too many characters");
    }

    @Test
    void somethingElseThanAnOutcome_inserted_isToldAlike() {
        String rules = INNOCENT + "rule \"guilty\"\nwhen\n    $x : Position(notional > 1000B)\nthen\n"
                + "    insert($x.pool);\nend\n";

        assertTold(
                refusal(RuleSetSample.rules(rules).compileUngated().orThrow(), List.of(innocent(), guilty())),
                "RULE_INSERTS_NO_OUTCOME",
                "not an outcome");
    }

    @Test
    void severalFailures_areToldByTheFirstRuleOnTheFirstFact() {
        String rules = INNOCENT + """
                rule "guilty"
                when
                    $x : Position(notional > 1000, 1 / quantity > 1)
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end

                rule "guilty too"
                when
                    $x : Position(notional > 0, volatility * 2 > 1)
                then
                    insert(new MarginRequirement($x, $x.number("none"), "r"));
                end
                """;

        CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled();
        assertTold(refusal(compiled, List.of(guilty(), guilty())), "RULE_FAILED", "divides by zero");
    }

    @Test
    void conditionOfSeveralRules_thatFails_isToldOfTheRuleThatReachesIt() {
        String rules = """
                rule "never gets there"
                when
                    $x : Position(notional < 0, number("none") > 1)
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end

                rule "guilty"
                when
                    $x : Position(notional > 1000, number("none") > 1)
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end
                """;

        assertTold(
                refusal(RuleSetSample.rules(rules).compiled(), List.of(innocent(), guilty())),
                "ATTRIBUTE_MISSING",
                "'none'");
    }

    @Test
    void conditionBehindOneThatFails_doesNotHideTheFailure() {
        String rules = """
                rule "one"
                when
                    $x : Position(notional > 0, instrumentType == "EQUITY")
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end

                rule "guilty"
                when
                    $x : Position(1 / quantity > 0, instrumentType == "EQUITY", notional < 0)
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end

                rule "guilty too"
                when
                    $x : Position(1 / quantity > 0, instrumentType == "EQUITY", notional < 0)
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end
                """;

        assertTold(
                refusal(RuleSetSample.rules(rules).compiled(), List.of(innocent(), guilty())),
                "RULE_FAILED",
                "it divides by zero");
    }

    @Test
    void guardedCondition_isNotReached() {
        String rules = """
                rule "one"
                when
                    $x : Position(instrumentType == "PERPETUAL", volatility != null, volatility * 2 > 0, notional > 0)
                then
                    insert(new MarginRequirement($x, 1, "r"));
                end

                rule "two"
                when
                    $x : Position(instrumentType == "PERPETUAL", quantity != 0, 1 / quantity > 0, notional > 0)
                then
                    insert(new MarginRequirement($x, 2, "r"));
                end
                """;
        try (CompiledRuleSet compiled = RuleSetSample.rules(rules).compiled()) {
            assertThat(ExecutionPair.of(compiled, TALLY).fire(List.of(innocent(), guilty())))
                    .hasSize(2);
        }
    }

    @Test
    void firings_atTheLimit_areAllowed_andBeyondItRefused_bothWays() {
        CompiledRuleSet compiled = RuleSetSample.rules(INNOCENT)
                .limits(limits(3, 100_000_000, Duration.ofSeconds(10)))
                .compiled();
        List<Fact> three =
                Collections.nCopies(3, 0).stream().<Fact>map(i -> innocent()).toList();
        assertThat(ExecutionPair.of(compiled, TALLY).fire(three)).hasSize(3);
        List<Fact> four =
                Collections.nCopies(4, 0).stream().<Fact>map(i -> innocent()).toList();
        assertThat(refusal(compiled, four).problems().get(0).message()).contains("more than 3 times");
    }

    @Test
    void steps_beyondTheLimit_areRefusedBothWays() {
        CompiledRuleSet compiled = RuleSetSample.rules(INNOCENT)
                .limits(limits(1000, 10, Duration.ofSeconds(10)))
                .compiled();
        List<Fact> many =
                Collections.nCopies(500, 0).stream().<Fact>map(i -> innocent()).toList();
        assertThat(refusal(compiled, many).problems().get(0).message()).contains("more steps");
    }

    @Test
    void time_beyondTheLimit_isRefusedBothWays() {
        CompiledRuleSet compiled = RuleSetSample.rules(INNOCENT)
                .limits(limits(1000, 100_000_000, Duration.ofNanos(1)))
                .compiled();
        assertThat(refusal(compiled, List.of(innocent())).problems().get(0).message())
                .contains("more time");
    }

    @Test
    void insertChain_thatNeverEnds_isStoppedBothWays() {
        String rules = INNOCENT + """
                rule "again"
                when
                    $x : MarginRequirement(initial > 0B)
                then
                    insert(new MarginRequirement($x.scope, $x.initial + 1B, "again"));
                end
                """;
        CompiledRuleSet compiled = RuleSetSample.rules(rules)
                .limits(limits(2000, 100_000_000, Duration.ofSeconds(10)))
                .compileUngated()
                .orThrow();
        assertThat(refusal(compiled, List.of(innocent())).problems().get(0).message())
                .contains("more than 2000 times");
    }

    @Test
    void insertChain_thatNeverEnds_isStoppedByStepsBothWays() {
        String rules = INNOCENT + """
                rule "again"
                when
                    $x : MarginRequirement()
                then
                    insert(new MarginRequirement($x.scope, $x.initial + 1B, "again"));
                    insert(new MarginRequirement($x.scope, $x.initial + 2B, "again"));
                end
                """;
        CompiledRuleSet compiled = RuleSetSample.rules(rules)
                .limits(limits(Integer.MAX_VALUE - 1, 100_000, Duration.ofSeconds(10)))
                .compileUngated()
                .orThrow();
        assertThat(refusal(compiled, List.of(innocent())).problems().get(0).message())
                .contains("more steps");
    }

    private static Refusal refusal(CompiledRuleSet compiled, List<Fact> facts) {
        try (compiled) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> pair.fire(facts));
            assertThat(refusal).isNotNull();
            return refusal;
        }
    }

    private static void assertTold(Refusal refusal, String code, String words) {
        assertThat(refusal.problems()).hasSize(1);
        assertThat(refusal.problems().get(0).code()).isEqualTo(code);
        assertThat(refusal.problems().get(0).message())
                .contains(words, "'guilty'", "rules.drl", "line 11", "position 'bad'");
    }

    private static Position innocent() {
        return Facts.position()
                .id("good")
                .context(Facts.context()
                        .parameter("rate", "1")
                        .attribute("none", "1")
                        .build())
                .attribute("none", "1")
                .attribute("word", "1")
                .volatility("0.1")
                .outOfTheMoneyAmount("1")
                .build();
    }

    private static Position guilty() {
        Position bad = Facts.position()
                .id("bad")
                .underlying("U".repeat(2_500))
                .notional("2000")
                .quantity("0")
                .marketValue("-1")
                .multiplier("1E+600")
                .build();
        return new Position(
                bad.context(),
                bad.holding(),
                bad.instrument(),
                bad.figures(),
                bad.pool(),
                bad.groupTotals(),
                bad.poolTotals(),
                new DeepMap(Map.of("word", "high")));
    }

    /** Attributes one of which nobody can read. */
    private static final class DeepMap extends AbstractMap<String, String> {
        private final Map<String, String> others;

        DeepMap(Map<String, String> others) {
            this.others = others;
        }

        @Override
        public @Nullable String get(Object key) {
            return key.equals("deep") ? get(key) + "!" : others.get(key);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return others.entrySet();
        }
    }

    static EngineLimits limits(int firings, long steps, Duration fireTime) {
        return EngineLimits.DEFAULT.withFirings(firings).withSteps(steps).withFireTime(fireTime);
    }
}
