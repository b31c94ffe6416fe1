package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Instruments;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;

/** Portfolios, rules and terms that the tests of evaluation share. */
final class Evaluations {
    static final RuleSetIdentity RULE_SET = new RuleSetIdentity("fake", 1, "00");

    /** 100 shares worth 50 each, a 10,000 bond at par, 1,000 in cash, 2,000 owed. */
    static Portfolios portfolio() {
        return Portfolios.in("EUR")
                .instrument(Instruments.equity("ACME", "EUR"))
                .instrument(Instruments.bond("BUND", "EUR", "2030-01-02"))
                .position("p1", "ACME", "100")
                .pledge("c1", "BUND", "10000")
                .balance("EUR", "1000")
                .loan("EUR", "2000")
                .price("ACME", "50")
                .price("BUND", "1");
    }

    static FakeRules rules() {
        return FakeRules.inOrder()
                .rule("bond", Collateral.class, c -> List.of(new Haircut(c, decimal("0.02"), "bond")))
                .rule(
                        "share",
                        Position.class,
                        p -> List.of(new MarginRequirement(p, fraction(p, "0.50"), fraction(p, "0.25"), "share")));
    }

    static List<Outcome> call(AccountHealth health) {
        return List.of(
                new MarginCall(health, decimal("10"), "INITIAL", health.evaluatedAt(), "initial margin is not met"));
    }

    static BigDecimal fraction(Position position, String rate) {
        return position.marketValue().abs().multiply(decimal(rate));
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    static Decision evaluate(Submission submission, PolicyRules rules) {
        return evaluate(submission, rules, PolicyTerms.STRICT);
    }

    static Decision evaluate(Submission submission, PolicyRules rules, PolicyTerms terms) {
        return new Evaluator(RULE_SET, terms, rules).evaluate(submission);
    }

    static void assertRefused(
            Submission submission, PolicyRules rules, String code, @org.jspecify.annotations.Nullable String pointer) {
        assertThatThrownBy(() -> evaluate(submission, rules)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problems().get(0).code()).isEqualTo(code);
            assertThat(refusal.problems().get(0).pointer()).isEqualTo(pointer);
        });
    }

    static PolicyTerms lenient() {
        PolicyTerms strict = PolicyTerms.STRICT;
        return new PolicyTerms(
                null,
                strict.rounding(),
                Strictness.WARN,
                Strictness.WARN,
                Strictness.WARN,
                null,
                Strictness.WARN,
                Strictness.WARN,
                Strictness.WARN,
                strict.shareOfDailyVolume(),
                Map.of(),
                Map.of());
    }

    static PolicyTerms withBaseCurrency(String currency) {
        PolicyTerms strict = PolicyTerms.STRICT;
        return new PolicyTerms(
                currency,
                strict.rounding(),
                strict.uncoveredPosition(),
                strict.uncoveredCollateral(),
                strict.missingCollateralPrice(),
                null,
                strict.stalePrice(),
                strict.overlappingRequirements(),
                strict.contradictoryActions(),
                strict.shareOfDailyVolume(),
                Map.of(),
                Map.of());
    }

    private Evaluations() {}
}
