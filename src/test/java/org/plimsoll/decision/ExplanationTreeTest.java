package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.plimsoll.decision.Evaluations.decimal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.ExplanationNode.Counts;
import org.plimsoll.decision.ExplanationNode.Kind;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.AddOn;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.GrossRequirement;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.Ineligible;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.PositionGroup;
import org.plimsoll.policy.ReleaseCollateral;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.risk.SubmissionCheck;

class ExplanationTreeTest {
    /**
     * 100 shares at 50 count 5,000; the bond of 10,000 less 2 % counts 9,800; cash 1,000 less the loan of 2,000: equity is 13,800.
     * A quarter of 5,000 is 1,250.
     */
    @Test
    void equityAndMargin_ofAPortfolio_consistOfItsParts() {
        ExplanationNode root = explained(Evaluations.portfolio(), Evaluations.rules());

        ExplanationNode equity = find(root, "equity of pool cross");
        assertThat(equity.amount()).isEqualByComparingTo("13800.00");
        assertThat(equity.children())
                .extracting(ExplanationNode::title, ExplanationNode::contribution)
                .containsExactly(
                        tuple("cash", decimal("1000.00")),
                        tuple("collateral after haircuts", decimal("9800.00")),
                        tuple("value of positions", decimal("5000.00")),
                        tuple("loans", decimal("-2000.00")));
        ExplanationNode haircut = find(root, "haircut of 2 %: bond");
        assertThat(haircut.amount()).isEqualByComparingTo("200.00");
        assertThat(haircut.rule()).isEqualTo(new RuleReference("rules.drl", 1, "bond"));
        assertThat(find(root, "maintenance margin of pool cross").amount()).isEqualByComparingTo("1250.00");
        assertThat(root.title()).isEqualTo("Nothing is required of account account-1");
    }

    @Test
    void call_ofMoreThanIsMissing_saysWhatTheRuleAdds() {
        FakeRules rules = Evaluations.rules()
                .rule("all", MarginPool.class, p -> List.of(new MarginRequirement(p, decimal("14000"), "all")))
                .rule(
                        "call",
                        AccountHealth.class,
                        h -> List.of(new MarginCall(
                                h, decimal("250"), "INITIAL", decimal("100"), h.evaluatedAt(), "in steps of 250")));

        ExplanationNode call =
                explained(Evaluations.portfolio(), rules).children().get(0);

        assertThat(call.amount()).isEqualByComparingTo("250");
        assertThat(call.children())
                .extracting(ExplanationNode::kind, ExplanationNode::contribution)
                .containsExactly(
                        tuple(Kind.INITIAL_MARGIN, decimal("14000.00")),
                        tuple(Kind.EQUITY, decimal("-13800.00")),
                        tuple(Kind.RULE, decimal("50.00")),
                        tuple(Kind.TERM, BigDecimal.ZERO));
    }

    @Test
    void requirement_replacedByAWiderOne_isShownBeside() {
        FakeRules rules = Evaluations.rules()
                .rule("all", MarginPool.class, p -> List.of(new MarginRequirement(p, decimal("14000"), "all")));

        ExplanationNode margin = find(explained(Evaluations.portfolio(), rules), "initial margin of pool cross");

        assertThat(margin.children())
                .extracting(ExplanationNode::kind, ExplanationNode::counts)
                .containsExactly(tuple(Kind.REQUIREMENT, Counts.ADDED), tuple(Kind.REPLACED, Counts.BESIDE));
        assertThat(margin.children().get(1).title())
                .isEqualTo("position p1: share; does not count, since what is required of pool cross replaces it");
    }

    @Test
    void smallerHaircutOfAKind_isShownBeside() {
        FakeRules rules = Evaluations.rules()
                .rule("more", Collateral.class, c -> List.of(new Haircut(c, decimal("0.03"), "more")));

        ExplanationNode root = explained(Evaluations.portfolio(), rules);

        assertThat(find(root, "haircut of 3 %: more").counts()).isEqualTo(Counts.TAKEN_OFF);
        assertThat(find(
                                root,
                                "haircut of 2 %: bond; does not count, since another haircut of its kind is as large or"
                                        + " larger")
                        .counts())
                .isEqualTo(Counts.BESIDE);
    }

    @Test
    void thirds_areRoundedInALineOfTheirOwn() {
        Portfolios portfolio =
                Evaluations.portfolio().position("p2", "ACME", "100").position("p3", "ACME", "100");
        FakeRules rules = FakeRules.inOrder()
                .rule("bond", Collateral.class, c -> List.of(new Haircut(c, decimal("0.02"), "bond")))
                .rule("third", Position.class, p -> List.of(new MarginRequirement(p, third("10"), "third")));

        ExplanationNode margin = find(explained(portfolio, rules), "initial margin of pool cross");

        // Three times 3.333... is 10.00 (9.99... rounded up); each by itself is rounded up to 3.34.
        assertThat(margin.amount()).isEqualByComparingTo("10.00");
        assertThat(margin.children())
                .extracting(ExplanationNode::contribution)
                .containsExactly(decimal("3.34"), decimal("3.34"), decimal("3.34"), decimal("-0.02"));
        assertThat(margin.children().get(3).kind()).isEqualTo(Kind.ROUNDING);
    }

    @Property(tries = 500)
    void lines_ofRandomPortfoliosAndRules_addUp(@ForAll Random random) {
        Portfolios portfolio = Portfolios.in("EUR")
                .instrument(Instruments.equity("ACME", "EUR"))
                .instrument(Instruments.equity("OTHER", "EUR"))
                .instrument(Instruments.bond("BUND", "EUR", "2030-01-02"))
                .price("ACME", amount(random))
                .price("OTHER", amount(random))
                .price("BUND", amount(random))
                .balance("EUR", amount(random))
                .loan("EUR", amount(random));
        for (int i = random.nextInt(5); i >= 0; i--) {
            portfolio.position(
                    "p" + i,
                    random.nextBoolean() ? "ACME" : "OTHER",
                    (random.nextBoolean() ? "-" : "") + amount(random));
            portfolio.pledge("c" + i, "BUND", amount(random));
        }
        PolicyTerms terms = new PolicyTerms(
                null,
                new PolicyTerms.Rounding(random.nextInt(5), mode(random), mode(random), 8),
                Strictness.WARN,
                Strictness.WARN,
                Strictness.WARN,
                null,
                Strictness.WARN,
                Strictness.WARN,
                Strictness.WARN,
                BigDecimal.ONE,
                Map.of(),
                Map.of());

        Evaluated evaluated = new Evaluator(Evaluations.RULE_SET, terms, rules(random))
                .evaluateInFull(SubmissionCheck.check(portfolio.submission()));
        ExplanationNode root = evaluated.explanation(Reading.Source.NONE);

        BigDecimal unit = BigDecimal.ONE.movePointLeft(terms.rounding().scale());
        assertThat(SumCheck.check(root, unit)).isGreaterThan(5);
        SumCheck.holdsFiguresOf(evaluated.decision(), root);
    }

    /** Rules that say what they say with odds, amounts in thirds. */
    private static FakeRules rules(Random random) {
        long seed = random.nextLong();
        FakeRules rules = FakeRules.inOrder()
                .rule("haircut", Collateral.class, c -> odds(seed, c, 4, new Haircut(c, third("1"), "third")))
                .rule("larger", Collateral.class, c -> odds(seed + 1, c, 2, new Haircut(c, decimal("0.9"), "larger")))
                .rule(
                        "other",
                        Collateral.class,
                        c -> odds(seed + 2, c, 2, new Haircut(c, "LIQUIDITY", decimal("0.77777"), "other")))
                .rule("ineligible", Collateral.class, c -> odds(seed + 3, c, 1, new Ineligible(c, "none")))
                .rule("position", Position.class, p -> odds(seed + 4, p, 4, new MarginRequirement(p, third("10"), "p")))
                .rule(
                        "again",
                        Position.class,
                        p -> odds(seed + 5, p, 1, new MarginRequirement(p, decimal("3.337"), third("7"), "q")))
                .rule(
                        "group",
                        PositionGroup.class,
                        g -> odds(
                                seed + 6,
                                g,
                                2,
                                new GrossRequirement(g, third("20"), third("31"), third("5"), third("28"), "g")))
                .rule("pool", MarginPool.class, p -> odds(seed + 7, p, 1, new MarginRequirement(p, third("99"), "all")))
                .rule(
                        "add-on",
                        MarginPool.class,
                        p -> odds(seed + 8, p, 3, new AddOn(p, "LIQUIDITY", third("7"), third("8"), "l")));
        if (random.nextBoolean()) {
            rules.rule(
                    "call",
                    AccountHealth.class,
                    h -> List.of(new MarginCall(h, third("1000"), basis(random), third("5"), h.evaluatedAt(), "call")));
        } else {
            rules.rule("release", AccountHealth.class, h -> List.of(new ReleaseCollateral(h, third("0.01"), "free")));
        }
        return rules;
    }

    private static String basis(Random random) {
        return List.of("INITIAL", "MAINTENANCE", "HOUSE").get(random.nextInt(3));
    }

    /** So many in five. */
    private static List<Outcome> odds(long seed, Fact fact, int inFive, Outcome outcome) {
        return new Random(seed ^ fact.id().hashCode()).nextInt(5) < inFive ? List.of(outcome) : List.of();
    }

    private static RoundingMode mode(Random random) {
        return List.of(RoundingMode.CEILING, RoundingMode.FLOOR, RoundingMode.HALF_EVEN, RoundingMode.UP)
                .get(random.nextInt(4));
    }

    private static String amount(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(10_000_000), random.nextInt(7))
                .toPlainString();
    }

    private static BigDecimal third(String of) {
        return decimal(of).divide(decimal("3"), MathContext.DECIMAL128);
    }

    private static ExplanationNode explained(Portfolios portfolio, PolicyRules rules) {
        return new Evaluator(Evaluations.RULE_SET, PolicyTerms.STRICT, rules)
                .evaluateInFull(SubmissionCheck.check(portfolio.submission()))
                .explanation(Reading.Source.NONE);
    }

    private static ExplanationNode find(ExplanationNode root, String title) {
        List<ExplanationNode> found = new ArrayList<>();
        collect(root, title, found);
        assertThat(found).as(title).isNotEmpty();
        return found.get(0);
    }

    private static void collect(ExplanationNode line, String title, List<ExplanationNode> into) {
        if (line.title().equals(title)) {
            into.add(line);
        }
        line.children().forEach(child -> collect(child, title, into));
    }
}
