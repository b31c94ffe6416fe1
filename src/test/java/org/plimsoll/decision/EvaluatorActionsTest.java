package org.plimsoll.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.decision.Evaluations.assertRefused;
import static org.plimsoll.decision.Evaluations.decimal;
import static org.plimsoll.decision.Evaluations.evaluate;
import static org.plimsoll.decision.Evaluations.lenient;
import static org.plimsoll.decision.Evaluations.portfolio;
import static org.plimsoll.decision.Evaluations.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Functions;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Notify;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.ReleaseCollateral;
import org.plimsoll.portfolio.Portfolios;
import org.plimsoll.portfolio.Problem;

class EvaluatorActionsTest {
    @Test
    void marginCall_carriesItsDetails_roundedUp_andDecidesTheStatus() {
        FakeRules rules = rules().rule(
                        "short",
                        AccountHealth.class,
                        h -> List.of(new MarginCall(
                                h,
                                decimal("10.001"),
                                "INITIAL",
                                decimal("0.5"),
                                Functions.hoursAfter(h, 4),
                                "initial margin is not met")))
                .rule("tell", PositionHealth.class, h -> List.of(new Notify(h, "close to the line")));

        Decision decision = evaluate(portfolio().submission(), rules);

        assertThat(decision.status()).isEqualTo("MARGIN_CALL");
        assertThat(decision.actions()).extracting(Decision.Required::type).containsExactly("MARGIN_CALL", "NOTIFY");
        Map<String, Object> details = decision.actions().get(0).details();
        assertThat(details.get("amount")).isEqualTo(new BigDecimal("10.01"));
        assertThat(details).containsEntry("currency", "EUR").containsEntry("basis", "INITIAL");
        assertThat(details.get("dueBy")).isEqualTo(Portfolios.NOW.plusSeconds(4 * 3600));
        assertThat(decision.actions().get(1).details()).containsEntry("position", "p1");
    }

    @Test
    void release_besideACall_isRefused_orTheCallIsKept() {
        FakeRules rules = rules().rule("call", AccountHealth.class, Evaluations::call)
                .rule("release", AccountHealth.class, h -> List.of(new ReleaseCollateral(h, decimal("5"), "too much")));

        assertRefused(portfolio().submission(), rules, "CONTRADICTORY_ACTIONS", null);
        Decision decision = evaluate(portfolio().submission(), rules, lenient());
        assertThat(decision.actions()).extracting(Decision.Required::type).containsExactly("MARGIN_CALL");
        assertThat(decision.warnings()).extracting(Problem::code).containsExactly("CONTRADICTORY_ACTIONS");
    }

    @Test
    void call_saidByTwoRules_countsOnce_withAWarning() {
        FakeRules rules = rules().rule("call", AccountHealth.class, Evaluations::call)
                .rule("call again", AccountHealth.class, Evaluations::call);

        Decision decision = evaluate(portfolio().submission(), rules);

        assertThat(decision.actions()).hasSize(1);
        assertThat(decision.warnings()).extracting(Problem::code).containsExactly("REPEATED_ACTION");
    }

    @Test
    void release_thatRoundsToNothing_isLeftOut_withAWarning() {
        FakeRules rules = rules().rule(
                        "release",
                        AccountHealth.class,
                        h -> List.of(new ReleaseCollateral(h, decimal("0.009"), "a trifle too much")));

        Decision decision = evaluate(portfolio().submission(), rules);

        assertThat(decision.status()).isEqualTo("NO_ACTION");
        assertThat(decision.warnings()).extracting(Problem::code).containsExactly("ACTION_ROUNDS_TO_NOTHING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5"})
    void marginCall_notAboveZero_isAnErrorOfThePolicy(String amount) {
        FakeRules rules = rules().rule(
                        "short",
                        AccountHealth.class,
                        h -> List.of(new MarginCall(h, decimal(amount), "INITIAL", h.evaluatedAt(), "nothing")));

        assertRefused(portfolio().submission(), rules, "OUTCOME_OUT_OF_RANGE", null);
    }

    @Test
    void requirement_saidOfHealth_comesTooLate() {
        FakeRules rules = rules().rule(
                        "late",
                        PositionHealth.class,
                        h -> List.of(new MarginRequirement(h.position(), decimal("1"), "late")));

        assertRefused(portfolio().submission(), rules, "OUTCOME_AFTER_SETTLEMENT", null);
    }
}
