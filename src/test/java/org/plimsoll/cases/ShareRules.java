package org.plimsoll.cases;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Haircut;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Position;

/** A policy in Java: collateral less 2 %, half of a position's notional initially, a quarter later, calls for the rest. */
final class ShareRules implements PolicyRules {
    static final RuleReference HAIRCUT = new RuleReference("rules.drl", 5, "collateral");
    static final RuleReference MARGIN = new RuleReference("rules.drl", 12, "half of the notional");
    static final RuleReference CALL = new RuleReference("rules.drl", 20, "call for what is missing");
    static final RuleReference SHORT = new RuleReference("shorts.drl", 3, "short position");
    static final List<RuleReference> ALL = List.of(SHORT, CALL, MARGIN, HAIRCUT);

    static CaseRunner runner() {
        return new CaseRunner(new RuleSetIdentity("shares", 0, "00"), PolicyTerms.STRICT, new ShareRules());
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts) {
        List<Firing> firings = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Collateral asset) {
                say(firings, HAIRCUT, fact, new Haircut(asset, new BigDecimal("0.02"), "two percent"));
            } else if (fact instanceof Position position) {
                BigDecimal initial = position.notional().multiply(new BigDecimal("0.5"));
                BigDecimal maintenance = position.notional().multiply(new BigDecimal("0.25"));
                RuleReference rule = position.quantity().signum() < 0 ? SHORT : MARGIN;
                say(firings, rule, fact, new MarginRequirement(position, initial, maintenance, "notional"));
            } else if (fact instanceof AccountHealth health
                    && health.initialShortfall().signum() > 0) {
                say(firings, CALL, fact, call(health));
            }
        }
        return firings;
    }

    private static MarginCall call(AccountHealth health) {
        return new MarginCall(
                health,
                health.initialShortfall(),
                "INITIAL",
                health.evaluatedAt().plusSeconds(86_400),
                "initial margin is short");
    }

    private static void say(List<Firing> firings, RuleReference rule, Fact fact, Outcome outcome) {
        firings.add(new Firing(rule, List.of(fact), List.of(outcome)));
    }
}
