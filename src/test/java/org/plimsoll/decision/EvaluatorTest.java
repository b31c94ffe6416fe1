package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.decision.Evaluations.assertRefused;
import static org.plimsoll.decision.Evaluations.decimal;
import static org.plimsoll.decision.Evaluations.evaluate;
import static org.plimsoll.decision.Evaluations.fraction;
import static org.plimsoll.decision.Evaluations.lenient;
import static org.plimsoll.decision.Evaluations.portfolio;
import static org.plimsoll.decision.Evaluations.rules;
import static org.plimsoll.decision.Evaluations.withBaseCurrency;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Functions;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.Ineligible;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Notify;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;

class EvaluatorTest {
    @Test
    void pool_withHaircutAndRequirement_keepsTheAccountingIdentity() {
        Decision decision = evaluate(portfolio().submission(), rules());

        Decision.Pool pool = decision.pools().get(0);
        assertThat(pool.id()).isEqualTo("cross");
        assertThat(pool.collateralValue()).as("10,000 × (1 − 0.02)").isEqualByComparingTo("9800");
        assertThat(pool.equity()).as("1,000 + 9,800 + 5,000 − 2,000").isEqualByComparingTo("13800");
        assertThat(pool.initialMargin()).as("50 % of 5,000").isEqualByComparingTo("2500");
        assertThat(pool.maintenanceMargin()).as("25 % of 5,000").isEqualByComparingTo("1250");
        assertThat(pool.initialExcess()).isEqualByComparingTo("11300");
        assertThat(pool.maintenanceExcess()).isEqualByComparingTo("12550");
        assertThat(pool.marginRatio()).as("13,800 ÷ 1,250").isEqualByComparingTo("11.04");
        assertThat(decision.status()).isEqualTo("NO_ACTION");
    }

    @Test
    void haircuts_ofOneKind_countTheLargest_andKindsAddUp() {
        FakeRules rules = rules().rule(
                        "older", Collateral.class, c -> List.of(new Haircut(c, decimal("0.01"), "older")))
                .rule(
                        "currency",
                        Collateral.class,
                        c -> List.of(new Haircut(c, "CURRENCY_MISMATCH", decimal("0.08"), "currency")));

        Decision.Asset asset =
                evaluate(portfolio().submission(), rules).collateral().get(0);

        assertThat(asset.haircut()).as("max(0.02, 0.01) + 0.08").isEqualByComparingTo("0.10");
        assertThat(asset.haircuts()).extracting(Decision.Cut::reason).containsExactly("bond", "currency");
        assertThat(asset.value()).isEqualByComparingTo("9000");
    }

    @Test
    void haircuts_thatAddUpToMoreThanOne_stopAtOne() {
        FakeRules rules = rules().rule(
                        "wrong way",
                        Collateral.class,
                        c -> List.of(new Haircut(c, "WRONG_WAY", decimal("0.99"), "wrong way")));

        Decision.Asset asset =
                evaluate(portfolio().submission(), rules).collateral().get(0);

        assertThat(asset.haircut()).isEqualByComparingTo("1");
        assertThat(asset.value()).isEqualByComparingTo("0");
    }

    @Test
    void ineligible_beatsAnyHaircut() {
        FakeRules rules = rules().rule("own bond", Collateral.class, c -> List.of(new Ineligible(c, "own bond")));

        Decision.Asset asset =
                evaluate(portfolio().submission(), rules).collateral().get(0);

        assertThat(asset.value()).isEqualByComparingTo("0");
        assertThat(asset.ineligible())
                .isEqualTo(new Decision.Judgement("own bond", new RuleReference("rules.drl", 3, "own bond")));
    }

    @Test
    void collateral_withACurrencyHaircutOnly_isNotCovered() {
        FakeRules rules = FakeRules.inOrder()
                .rule(
                        "currency",
                        Collateral.class,
                        c -> List.of(new Haircut(c, "CURRENCY_MISMATCH", decimal("0.08"), "currency")))
                .rule("share", Position.class, p -> List.of(new MarginRequirement(p, decimal("1"), "share")));

        assertRefused(portfolio().submission(), rules, "UNCOVERED_COLLATERAL", "/portfolio/collateral/0");
        Decision decision = evaluate(portfolio().submission(), rules, lenient());
        assertThat(decision.collateral().get(0).value()).isEqualByComparingTo("0");
        assertThat(decision.warnings()).extracting(Problem::code).containsExactly("UNCOVERED_COLLATERAL");
    }

    @Test
    void position_withoutRequirement_isRefused_orWarnedOf() {
        FakeRules rules = FakeRules.inOrder()
                .rule("bond", Collateral.class, c -> List.of(new Haircut(c, decimal("0.02"), "bond")));

        assertRefused(portfolio().submission(), rules, "UNCOVERED_POSITION", "/portfolio/positions/0");
        Decision decision = evaluate(portfolio().submission(), rules, lenient());
        assertThat(decision.pools().get(0).initialMargin()).isEqualByComparingTo("0");
        assertThat(decision.warnings()).extracting(Problem::code).containsExactly("UNCOVERED_POSITION");
    }

    @Test
    void groupRequirement_replacesItsMembers() {
        FakeRules rules = rules().rule(
                        "group",
                        PositionGroup.class,
                        g -> List.of(new MarginRequirement(g, decimal("700"), decimal("600"), "group")));

        Decision decision = evaluate(portfolio().submission(), rules);

        assertThat(decision.pools().get(0).initialMargin()).isEqualByComparingTo("700");
        assertThat(decision.pools().get(0).maintenanceMargin()).isEqualByComparingTo("600");
        assertThat(decision.positions().get(0).initialMargin()).isEqualByComparingTo("0");
        assertThat(decision.groups()).extracting(Decision.Group::id).containsExactly("cross/ACME");
    }

    @Test
    void poolRequirement_replacesGroupsAndPositions_andAddOnsAdd() {
        FakeRules rules = rules().rule(
                        "group",
                        PositionGroup.class,
                        g -> List.of(new MarginRequirement(g, decimal("700"), decimal("600"), "group")))
                .rule(
                        "pool",
                        MarginPool.class,
                        p -> List.of(new MarginRequirement(p, decimal("900"), decimal("800"), "pool")))
                .rule(
                        "add-on",
                        PositionGroup.class,
                        g -> List.of(new AddOn(g, "LIQUIDITY", decimal("50"), decimal("40"), "thin market")));

        Decision decision = evaluate(portfolio().submission(), rules);

        assertThat(decision.pools().get(0).initialMargin()).as("900 + 50").isEqualByComparingTo("950");
        assertThat(decision.pools().get(0).maintenanceMargin()).as("800 + 40").isEqualByComparingTo("840");
        assertThat(decision.addOns()).extracting(Decision.Extra::scope).containsExactly("group cross/ACME");
    }

    @Test
    void twoRequirementsOnOnePosition_areRefused_orTheLargerCounts() {
        FakeRules rules = rules().rule(
                        "house",
                        Position.class,
                        p -> List.of(new MarginRequirement(p, fraction(p, "0.40"), fraction(p, "0.30"), "house")));

        assertRefused(portfolio().submission(), rules, "OVERLAPPING_REQUIREMENTS", null);
        Decision decision = evaluate(portfolio().submission(), rules, lenient());
        assertThat(decision.pools().get(0).initialMargin())
                .as("max(50 %, 40 %)")
                .isEqualByComparingTo("2500");
        assertThat(decision.pools().get(0).maintenanceMargin())
                .as("max(25 %, 30 %)")
                .isEqualByComparingTo("1500");
        assertThat(decision.warnings()).extracting(Problem::code).containsExactly("OVERLAPPING_REQUIREMENTS");
    }

    @Test
    void isolatedPosition_hasAPoolOfItsOwn_andALiquidationPrice() {
        Submission submission = Portfolios.in("USD")
                .instrument(Instruments.perpetual("BTC-PERP", "BTC", "USD"))
                .isolated("p1", "BTC-PERP", "2", "100", "40")
                .balance("USD", "7")
                .price("BTC-PERP", "110")
                .submission();
        FakeRules rules = FakeRules.inOrder()
                .rule(
                        "tier 1",
                        Position.class,
                        p -> List.of(Functions.tieredRequirement(
                                p, 1, decimal("0"), decimal("0.10"), decimal("0.05"), decimal("1"), "tier 1")));

        Decision decision = evaluate(submission, rules);

        assertThat(decision.pools()).extracting(Decision.Pool::id).containsExactly("cross", "isolated:p1");
        Decision.Pool isolated = decision.pools().get(1);
        assertThat(isolated.equity()).as("40 + 2 × (110 − 100)").isEqualByComparingTo("60");
        assertThat(isolated.maintenanceMargin()).as("220 × 5 % − 1").isEqualByComparingTo("10");
        assertThat(decision.pools().get(0).equity()).isEqualByComparingTo("7");
        // 40 + 2 × (P − 100) = 2 × P × 5 % − 1, so P = 159 ÷ 1.9 = 83.68421052..., rounded up for a long position
        assertThat(decision.positions().get(0).liquidationPrice()).isEqualByComparingTo("83.68421053");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.0001", "8"})
    void haircut_outsideZeroToOne_isAnErrorOfThePolicy(String rate) {
        FakeRules rules =
                FakeRules.inOrder().rule("bond", Collateral.class, c -> List.of(new Haircut(c, decimal(rate), "bond")));

        assertRefused(portfolio().submission(), rules, "OUTCOME_OUT_OF_RANGE", null);
    }

    @Test
    void decision_underAnyOrderOfRulesAndFacts_isEqual() {
        FakeRules rules = rules().rule(
                        "older", Collateral.class, c -> List.of(new Haircut(c, decimal("0.02"), "older")))
                .rule(
                        "add-on",
                        Position.class,
                        p -> List.of(
                                new AddOn(p, "LIQUIDITY", decimal("50"), "thin market"),
                                new AddOn(p, "OTHER", decimal("7"), "house")))
                .rule("tell", PositionHealth.class, h -> List.of(new Notify(h, "a"), new Notify(h, "b")))
                .rule("call", AccountHealth.class, Evaluations::call);
        Submission submission = portfolio()
                .instrument(Instruments.equity("OTHER", "EUR"))
                .position("p2", "OTHER", "-3")
                .position("p0", "ACME", "5")
                .price("OTHER", "11.13")
                .submission();
        Decision expected = evaluate(submission, rules);

        for (int seed = 0; seed < 50; seed++) {
            assertThat(evaluate(submission, rules.shuffled(seed))).isEqualTo(expected);
        }
    }

    @Test
    void explanation_namesFigureReasonAndRule() {
        FakeRules rules = rules().rule("call", AccountHealth.class, Evaluations::call);

        List<String> sentences = Explanation.of(evaluate(portfolio().submission(), rules));

        assertThat(sentences)
                .contains("Collateral c1, worth 10000.00 EUR in the market, counts for 9800.00 EUR: less 2 % for bond"
                        + " (rule \"bond\", rules.drl line 1).");
        assertThat(sentences.get(0))
                .startsWith("Margin call on cross, amount 10.00 EUR, basis INITIAL")
                .endsWith(": initial margin is not met (rule \"call\", rules.drl line 3).");
    }

    @Test
    void portfolio_inAnotherBaseCurrency_isRefused() {
        PolicyTerms dollars = withBaseCurrency("USD");

        assertThatThrownBy(() -> evaluate(portfolio().submission(), rules(), dollars))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems().get(0).code()).isEqualTo("BASE_CURRENCY_MISMATCH"));
    }
}
