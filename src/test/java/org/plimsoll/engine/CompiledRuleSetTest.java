package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Refusal;

class CompiledRuleSetTest {
    private static final String RULES = """
            rule "government bond"
            when
                $c : Collateral(kind == "GOVERNMENT_BOND", issuerKind == "GOVERNMENT", residualMaturityYears <= 1)
            then
                insert(new Haircut($c, 0.005B, "government bond up to 1 year"));
            end

            rule "currency mismatch"
            when
                $c : Collateral(currencyMismatch)
            then
                insert(new Haircut($c, "CURRENCY_MISMATCH", 0.08B, "currency mismatch"));
            end

            rule "short call"
            when
                $p : Position(instrumentType == "OPTION", optionType == "CALL", side == "SHORT")
            then
                base  = 0.20B * $p.underlyingValue - $p.outOfTheMoneyAmount;
                floor = 0.10B * $p.underlyingValue;
                insert(new MarginRequirement($p, $p.premiumValue + max(base, floor), "uncovered short call"));
                insert(new AddOn($p, "MINIMUM", 1B, "house minimum"));
            end

            rule "retail surcharge"
            when
                $p : Position(attributes["tier"] == "1", notional > parameter("threshold"))
            then
                insert(new AddOn($p, "OTHER", $p.notional * parameterOf($p), "tier 1"));
            end
            """.replace("parameterOf($p)", "$p.parameter(\"rate\")");

    private static CompiledRuleSet rules;

    @BeforeAll
    static void compile() {
        rules = RuleSetSample.rules(RULES).compiled();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    private static Position shortCall() {
        return Facts.position()
                .id("call-1")
                .option(OptionType.CALL, "100", "2026-06-19")
                .quantity("-1")
                .marketValue("-250")
                .underlyingValue("10000")
                .outOfTheMoneyAmount("300")
                .build();
    }

    private static Collateral bond(String currency) {
        return Facts.collateral()
                .id("bond-1")
                .bond(IssuerKind.GOVERNMENT, 1, "1")
                .currency(currency)
                .build();
    }

    @Test
    void rules_areListedByFileAndLine() {
        assertThat(rules.rules())
                .containsExactly(
                        new RuleReference("rules.drl", 4, "government bond"),
                        new RuleReference("rules.drl", 11, "currency mismatch"),
                        new RuleReference("rules.drl", 18, "short call"),
                        new RuleReference("rules.drl", 28, "retail surcharge"));
        assertThat(rules.name()).isEqualTo("demo");
        assertThat(rules.contentHash()).isEqualTo(rules.files().contentHash()).hasSize(64);
    }

    @Test
    void rulesWithOnePattern_areCalledDirectly() {
        assertThat(rules.sessionReasons()).isEmpty();
    }

    @Test
    void ruleWithSeveralPatterns_isTakenInASession_andItsAuthorToldWhere() {
        CompileResult result = RuleSetSample.rules("""
                        rule "no bond at all"
                        when
                            $m : MarginPool()
                            not Collateral(kind == "GOVERNMENT_BOND")
                        then
                            insert(new Notify($m, "no bond at all"));
                        end
                        """).compile();

        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0).toString())
                .startsWith(
                        "rules.drl:7:5: NEEDS_SESSION: Because of this rule all rules of the set are fired in a Drools"
                                + " session, which is slower: ");
        try (CompiledRuleSet compiled = result.orThrow()) {
            assertThat(compiled.sessionReasons()).extracting("rule").containsExactly("no bond at all");
            assertThat(compiled.fire(List.of(Facts.pool()))).hasSize(1);
        }
    }

    @Test
    void fire_aMatch_tracesRuleFactsAndOutcomes() {
        Position call = shortCall();
        List<Firing> firings = rules.fire(List.of(call));
        assertThat(firings).hasSize(1);
        assertThat(firings.get(0).rule()).isEqualTo(new RuleReference("rules.drl", 18, "short call"));
        assertThat(firings.get(0).facts()).containsExactly(call);
        assertThat(firings.get(0).outcomes()).hasSize(2);
        MarginRequirement requirement =
                (MarginRequirement) firings.get(0).outcomes().get(0);
        // 250 premium + max(20 % of 10,000 - 300, 10 % of 10,000)
        assertThat(requirement.initial()).isEqualByComparingTo("1950");
        assertThat(requirement.scope()).isSameAs(call);
    }

    @Test
    void fire_boundaryOfACondition_isIncluded() {
        assertThat(haircuts(bond("EUR"))).containsExactly(new BigDecimal("0.005"));
        Collateral older =
                Facts.collateral().bond(IssuerKind.GOVERNMENT, 1, "1.001").build();
        assertThat(haircuts(older)).isEmpty();
    }

    @Test
    void fire_twoRulesOnOneFact_bothFire() {
        assertThat(haircuts(bond("USD"))).containsExactlyInAnyOrder(new BigDecimal("0.005"), new BigDecimal("0.08"));
    }

    @Test
    void fire_aFieldThatIsNull_doesNotMatch() {
        // Cash has no residual maturity and no issuer.
        assertThat(rules.fire(List.of(Facts.collateral().build()))).isEmpty();
    }

    @Test
    void fire_attributesAndParameters_areRead() {
        var context = Facts.context()
                .parameter("threshold", "500")
                .parameter("rate", "0.015")
                .build();
        Position position = Facts.position()
                .context(context)
                .attribute("tier", "1")
                .notional("600")
                .build();
        List<Firing> firings = rules.fire(List.of(position));
        assertThat(firings).hasSize(1);
        assertThat(((org.plimsoll.policy.AddOn) firings.get(0).outcomes().get(0)).initial())
                .isEqualByComparingTo("9");
    }

    @Test
    void fire_aMissingParameter_isRefusedNamingRuleAndParameter() {
        Position position =
                Facts.position().attribute("tier", "1").notional("600").build();
        assertThatThrownBy(() -> rules.fire(List.of(position))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problems()).hasSize(1);
            assertThat(refusal.problems().get(0).code()).isEqualTo("PARAMETER_MISSING");
            assertThat(refusal.problems().get(0).message())
                    .contains("'threshold'", "'retail surcharge'", "rules.drl", "line 28");
        });
    }

    @Test
    void fire_nothing_firesNothing() {
        assertThat(rules.fire(List.of())).isEmpty();
    }

    @Test
    void fire_shuffledFacts_givesTheSameOutcomes() {
        List<Fact> facts = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> {
            facts.add(shortCall());
            facts.add(Facts.collateral()
                    .id("c" + i)
                    .bond(IssuerKind.GOVERNMENT, 1, i % 2 == 0 ? "1" : "2")
                    .currency(i % 3 == 0 ? "USD" : "EUR")
                    .build());
        });
        List<String> expected = outcomes(rules.fire(facts));
        // 30 calls with two outcomes each, 15 short bonds, 10 in another currency.
        assertThat(expected).hasSize(60 + 15 + 10);
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(facts, random);
            assertThat(outcomes(rules.fire(facts))).isEqualTo(expected);
        }
    }

    @Test
    void fire_rulesInAnotherOrder_givesTheSameOutcomes() {
        List<String> parts = new ArrayList<>(List.of(RULES.split("(?<=\nend\n)")));
        Collections.reverse(parts);
        List<Fact> facts = List.of(shortCall(), bond("USD"), Facts.collateral().build());
        try (CompiledRuleSet reversed =
                RuleSetSample.rules(String.join("\n", parts)).compiled()) {
            assertThat(outcomes(reversed.fire(facts))).isEqualTo(outcomes(rules.fire(facts)));
        }
    }

    @Test
    void fire_afterAVersionOfTheSameNameIsClosed_isUnaffected() {
        CompiledRuleSet other =
                RuleSetSample.rules(RULES.replace("0.005B", "0.006B")).compiled();
        assertThat(other.contentHash()).isNotEqualTo(rules.contentHash());
        assertThat(other.fire(List.of(bond("EUR"))).get(0).outcomes())
                .extracting(outcome -> ((Haircut) outcome).rate())
                .containsExactly(new BigDecimal("0.006"));
        other.close();
        assertThat(haircuts(bond("EUR"))).containsExactly(new BigDecimal("0.005"));
    }

    @Test
    void fire_afterClose_isRefused() {
        CompiledRuleSet closed = RuleSetSample.rules(RULES).compiled();
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.fire(List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void types_ofPosition_areTold() {
        Position future = Facts.position().type(InstrumentType.FUTURE).build();
        assertThat(rules.fire(List.of(future))).isEmpty();
    }

    private static List<BigDecimal> haircuts(Collateral collateral) {
        return rules.fire(List.of(collateral)).stream()
                .flatMap(firing -> firing.outcomes().stream())
                .map(outcome -> ((Haircut) outcome).rate())
                .toList();
    }

    private static List<String> outcomes(List<Firing> firings) {
        return firings.stream()
                .flatMap(firing -> firing.outcomes().stream())
                .map(Outcome::toString)
                .sorted()
                .toList();
    }
}
