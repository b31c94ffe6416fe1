package org.plimsoll.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.ActionType;
import org.plimsoll.policy.Liquidate;
import org.plimsoll.policy.ReducePosition;

/**
 * The actions kept so far, the most severe first, and which further ones cannot be meant beside them: a release beside
 * anything that takes, two releases or two calls on one pool, two ways of closing one position, a position closed apart
 * from a pool that is closed whole.
 */
final class Contradictions {
    private static final Set<ActionType> TAKING = Set.of(
            ActionType.TOP_UP,
            ActionType.MARGIN_CALL,
            ActionType.REDUCE_POSITION,
            ActionType.LIQUIDATE,
            ActionType.AUTO_DELEVERAGE,
            ActionType.DRAW_INSURANCE_FUND);

    private final Map<String, Stamped<Action>> first = new HashMap<>();

    /** The kept action that the given one contradicts; null when there is none. */
    @Nullable
    Stamped<Action> with(Stamped<Action> action) {
        Action outcome = action.outcome();
        String pool = outcome.pool();
        if (outcome.type() == ActionType.RELEASE_COLLATERAL) {
            Stamped<Action> taking = first.get("taking " + pool);
            return taking != null ? taking : first.get("release " + pool);
        }
        if (outcome.type() == ActionType.MARGIN_CALL) {
            return first.get("call " + pool);
        }
        if (!closes(outcome)) {
            return null;
        }
        Stamped<Action> whole = first.get("whole " + pool);
        if (whole != null) {
            return whole;
        }
        return wholePool(outcome)
                ? first.get("closing " + pool)
                : first.get("closing " + Outcomes.factKey(outcome.subject()));
    }

    /** Remembers an action that is kept. */
    void keep(Stamped<Action> action) {
        Action outcome = action.outcome();
        String pool = outcome.pool();
        if (TAKING.contains(outcome.type())) {
            first.putIfAbsent("taking " + pool, action);
        }
        if (outcome.type() == ActionType.RELEASE_COLLATERAL) {
            first.putIfAbsent("release " + pool, action);
        }
        if (outcome.type() == ActionType.MARGIN_CALL) {
            first.putIfAbsent("call " + pool, action);
        }
        if (closes(outcome)) {
            first.putIfAbsent("closing " + pool, action);
            first.putIfAbsent(
                    wholePool(outcome) ? "whole " + pool : "closing " + Outcomes.factKey(outcome.subject()), action);
        }
    }

    private static boolean closes(Action action) {
        return action instanceof Liquidate || action instanceof ReducePosition;
    }

    private static boolean wholePool(Action action) {
        return action instanceof Liquidate liquidate && liquidate.quantity() == null;
    }
}
