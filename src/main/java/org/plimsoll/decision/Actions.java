package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.AutoDeleverage;
import org.plimsoll.policy.CallBasis;
import org.plimsoll.policy.CollateralHealth;
import org.plimsoll.policy.DrawInsuranceFund;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Liquidate;
import org.plimsoll.policy.MarginCall;
import org.plimsoll.policy.Notify;
import org.plimsoll.policy.PositionHealth;
import org.plimsoll.policy.ReducePosition;
import org.plimsoll.policy.ReleaseCollateral;
import org.plimsoll.policy.RestrictTrading;
import org.plimsoll.policy.Restriction;
import org.plimsoll.policy.SubstituteCollateral;
import org.plimsoll.policy.TopUp;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/**
 * Brings the actions that rules require into one list that can be acted on: canonical order, no repetition, no
 * contradiction.
 */
final class Actions {
    /** The most severe first, then by pool, subject, rule and reason. */
    private static final Comparator<Stamped<Action>> CANONICAL = Comparator.comparing(
                    (Stamped<Action> action) -> action.outcome().type(), Comparator.reverseOrder())
            .thenComparing(action -> action.outcome().pool())
            .thenComparing(action -> Outcomes.factKey(action.outcome().subject()))
            .thenComparing(Stamped::rule)
            .thenComparing(action -> action.outcome().reason());

    private Actions() {}

    static List<Stamped<Action>> reconcile(
            List<Stamped<Action>> said, Strictness contradictory, List<Problem> warnings) {
        List<Stamped<Action>> sorted = new ArrayList<>(said);
        sorted.sort(CANONICAL);
        sorted.forEach(action -> mustBeMeant(action.outcome(), action.rule()));
        List<Stamped<Action>> kept = new ArrayList<>(sorted.size());
        Set<Object> seen = new HashSet<>();
        Contradictions contradictions = new Contradictions();
        for (Stamped<Action> action : sorted) {
            if (!seen.add(withoutReason(action.outcome()))) {
                warnings.add(new Problem(
                        "REPEATED_ACTION",
                        "Rule '" + action.rule().name() + "' repeats the action " + describe(action.outcome())
                                + " of another rule; it counts once.",
                        null));
                continue;
            }
            Stamped<Action> against = contradictions.with(action);
            if (against == null) {
                kept.add(action);
                contradictions.keep(action);
                continue;
            }
            String clash = "Rule '" + against.rule().name() + "' requires " + describe(against.outcome())
                    + ", rule '" + action.rule().name() + "' requires " + describe(action.outcome())
                    + "; both cannot be meant.";
            if (contradictory == Strictness.REFUSE) {
                throw new Refusal("CONTRADICTORY_ACTIONS", clash, null);
            }
            warnings.add(new Problem("CONTRADICTORY_ACTIONS", clash + " The first is kept.", null));
        }
        return kept;
    }

    private static void mustBeMeant(Action action, RuleReference rule) {
        if (action instanceof MarginCall call) {
            Range.code("the basis of a margin call", CallBasis.class, call.basis(), rule);
            Range.positive("amount of a margin call", call.amount(), rule);
            Range.notNegative("minimum transfer amount", call.minimumTransferAmount(), rule);
        } else if (action instanceof RestrictTrading restrict) {
            Range.code("a restriction", Restriction.class, restrict.restriction(), rule);
        } else if (action instanceof ReleaseCollateral release) {
            Range.positive("amount to release", release.amount(), rule);
        } else if (action instanceof SubstituteCollateral substitute) {
            Range.notNegative("value to replace", substitute.amount(), rule);
        } else if (action instanceof TopUp topUp) {
            Range.positive("quantity to top up", topUp.quantity(), rule);
        } else if (action instanceof ReducePosition reduce) {
            mustBeHeld("quantity to close", reduce.quantity(), reduce.subject(), rule);
        } else if (action instanceof AutoDeleverage deleverage) {
            mustBeHeld("quantity to deleverage", deleverage.quantity(), deleverage.subject(), rule);
        } else if (action instanceof DrawInsuranceFund draw) {
            Range.positive("amount drawn from the insurance fund", draw.amount(), rule);
        } else if (action instanceof Liquidate liquidate) {
            if (liquidate.quantity() != null) {
                mustBeHeld("quantity to liquidate", liquidate.quantity(), liquidate.subject(), rule);
            }
            if (liquidate.closeFactor() != null) {
                Range.positive("close factor", liquidate.closeFactor(), rule);
                Range.atMost("close factor", liquidate.closeFactor(), BigDecimal.ONE, rule);
            }
        }
    }

    private static void mustBeHeld(String what, BigDecimal quantity, Fact subject, RuleReference rule) {
        Range.positive(what, quantity, rule);
        if (subject instanceof PositionHealth position) {
            Range.atMost(what, quantity, position.size(), rule);
        } else if (subject instanceof CollateralHealth asset) {
            Range.atMost(what, quantity, asset.quantity(), rule);
        }
    }

    private static Object withoutReason(Action action) {
        List<Object> carried = new ArrayList<>();
        carried.add(action.type());
        carried.add(Outcomes.factKey(action.subject()));
        if (action instanceof Notify) {
            // A notice is nothing but its reason.
            carried.add(action.reason());
        }
        for (Object value : ActionDetails.of(action).values()) {
            carried.add(value instanceof BigDecimal amount ? amount.stripTrailingZeros() : value);
        }
        return carried;
    }

    private static String describe(Action action) {
        return action.type() + " on " + action.pool();
    }
}
