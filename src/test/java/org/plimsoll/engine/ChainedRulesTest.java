package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;

/**
 * Rules that fire on what other rules insert, and rules on interfaces, in the same sequence directly and in a session. The
 * gate admits neither, nor salience: this is what stands behind it.
 */
class ChainedRulesTest {
    private static final int PARTS = 6;
    private static final ExecutionTally TALLY = new ExecutionTally();

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @AfterAll
    static void count() {
        TALLY.print("chains");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chainsOfThree_withSalience_fireInTheSameSequence(long seed) {
        Random random = new Random(seed);
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            rules.append(rule(i, random));
        }
        try (CompiledRuleSet compiled =
                RuleSetSample.rules(rules.toString()).compileUngated().orThrow()) {
            fire(ExecutionPair.of(compiled, TALLY), random);
            for (int i = 0; i < PARTS; i++) {
                List<RuleReference> part = new ArrayList<>(compiled.rules());
                Collections.shuffle(part, random);
                fire(ExecutionPair.of(compiled, part.subList(0, 3 + random.nextInt(9)), TALLY), random);
            }
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + rules, e);
        }
    }

    private static void fire(ExecutionPair pair, Random random) {
        for (int i = 0; i < 4; i++) {
            List<Fact> facts = new GeneratedFacts(random, 0).list(1 + random.nextInt(25));
            List<String> outcomes = ExecutionPair.outcomes(pair.fire(facts));
            Collections.shuffle(facts, random);
            assertThat(ExecutionPair.outcomes(pair.fire(facts))).isEqualTo(outcomes);
        }
    }

    /** What a rule inserts says how far down the chain it is, so that every chain ends. */
    private static String rule(int number, Random random) {
        String salience = random.nextInt(3) == 0 ? "" : " salience " + (random.nextInt(5) - 2);
        int level = random.nextInt(4);
        String next = "\"" + (level + 1) + "\"";
        String amount = random.nextBoolean() ? "5.0B" : "0.5B";
        boolean requirement = random.nextBoolean();
        String pattern = level == 0
                ? "Position(notional > " + random.nextInt(20) + "B)"
                : (requirement ? "MarginRequirement" : "AddOn") + "(reason == \"" + level + "\""
                        + (random.nextBoolean() ? ", initial >= " + random.nextInt(6) + "B" : "") + ")";
        String scope = level == 0 ? "$x" : "$x.scope";
        StringBuilder inserts = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            inserts.append(
                    random.nextBoolean() && (level == 0 || requirement)
                            ? "    insert(new MarginRequirement(" + scope + ", " + amount + ", " + next + "));\n"
                            : "    insert(new AddOn(" + scope + ", \"OTHER\", " + amount + ", " + next + "));\n");
        }
        return "rule \"r" + number + "\"" + salience + "\nwhen\n    $x : " + pattern + "\nthen\n" + inserts + "end\n\n";
    }

    @Test
    void chainedMatch_andAWaitingOne_areDecidedBySalienceAndPlace() {
        String rules = """
                rule "chained, same salience, earlier"
                when
                    $x : MarginRequirement(reason == "1")
                then
                    insert(new AddOn($x.scope, "OTHER", $x.initial, "2"));
                end

                rule "first"
                when
                    $x : Position(notional > 0B)
                then
                    insert(new MarginRequirement($x, $x.notional, "1"));
                end

                rule "chained, same salience, later"
                when
                    $x : MarginRequirement(reason == "1")
                then
                    insert(new AddOn($x.scope, "OTHER", $x.initial, "3"));
                end

                rule "chained, first of all" salience 10
                when
                    $x : AddOn(reason == "2")
                then
                    insert(new AddOn($x.scope, "OTHER", $x.initial, "4"));
                end
                """;
        try (CompiledRuleSet compiled =
                RuleSetSample.rules(rules).compileUngated().orThrow()) {
            List<Fact> facts = List.of(
                    Facts.position().id("a").build(), Facts.position().id("b").build());

            assertThat(ExecutionPair.of(compiled, TALLY).fire(facts))
                    .extracting(Firing::rule)
                    .extracting(RuleReference::name)
                    .containsExactly(
                            "first",
                            "chained, same salience, earlier",
                            "chained, first of all",
                            "first",
                            "chained, same salience, earlier",
                            "chained, first of all",
                            "chained, same salience, later",
                            "chained, same salience, later");
        }
    }

    /** The rule compiler numbers the fields of each type by itself: the same number may mean another field. */
    @Test
    void rulesOnInterfaces_besideRulesOnTheirTypes_fireInTheSameSequence() {
        List<String> conditions = List.of(
                "Fact(pool == \"cross\")",
                "Fact(pool == \"none\")",
                "Fact(id == \"position-1\")",
                "Fact(id == \"position-2\")",
                "Fact(baseCurrency == \"EUR\")",
                "Fact(accountType == \"MARGIN\")",
                "Fact(accountTier == \"GOLD\")",
                "Fact(accountTier == \"1\")",
                "Position(id == \"position-1\")",
                "Position(pool == \"cross\")",
                "Position(pool == \"none\")",
                "Position(currency == \"EUR\")",
                "Position(currency == \"USD\")",
                "Position(side == \"LONG\")",
                "Position(side == \"SHORT\")",
                "Position(instrumentType == \"EQUITY\")",
                "Position(instrumentType == \"FUTURE\")",
                "Position(underlying == \"BTC-PERP\")",
                "Position(underlying == \"none\")",
                "Position(venue == \"XNYS\")",
                "Position(venue == \"XETR\")",
                "Collateral(currency == \"EUR\")",
                "Collateral(currency == \"USD\")",
                "Collateral(kind == \"CASH\")",
                "Collateral(kind == \"EQUITY\")",
                "Collateral(pool == \"cross\")",
                "Collateral(id == \"collateral-1\")");
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            rules.append("rule \"r")
                    .append(i)
                    .append("\"\nwhen\n    $x : ")
                    .append(conditions.get(i))
                    .append("\nthen\n    insert(new Notify(null, \"n\"));\nend\n");
        }
        try (CompiledRuleSet compiled =
                RuleSetSample.rules(rules.toString()).compileUngated().orThrow()) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            Random random = new Random(1);
            for (int i = 0; i < 20; i++) {
                assertThat(pair.fire(new GeneratedFacts(random, 0.3).list(30))).isNotEmpty();
            }
        }
    }

    @Test
    void rulesOfManyFiles_fireInTheSameSequence() {
        RuleSetSample sample = new RuleSetSample();
        for (int i = 0; i < 25; i++) {
            sample.text(
                    "part" + i + ".drl",
                    RuleSetSample.HEAD + "rule \"b" + i + "\"\nwhen\n    $x : Position(notional >= 0)\nthen\n"
                            + "    insert(new MarginRequirement($x, 1, \"r\"));\nend\n"
                            + "rule \"a" + i + "\"\nwhen\n    $x : Position(notional >= 0)\nthen\n"
                            + "    insert(new MarginRequirement($x, 2, \"r\"));\nend\n");
        }
        try (CompiledRuleSet compiled = sample.compiled()) {
            List<Fact> facts = List.of(
                    Facts.position().id("a").build(), Facts.position().id("b").build());
            assertThat(ExecutionPair.of(compiled, TALLY).fire(facts)).hasSize(100);
        }
    }
}
