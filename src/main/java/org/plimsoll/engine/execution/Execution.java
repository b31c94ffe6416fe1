package org.plimsoll.engine.execution;

import java.util.List;
import org.plimsoll.decision.Firing;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;

/** A way to fire the rules of one version of a rule set. Safe for use by many threads at once. */
public interface Execution {
    /**
     * Fires every rule that matches, in the order of salience, of the rules' places and of the facts.
     *
     * @throws RuleFailure when a condition or a consequence could not be worked out
     * @throws BudgetExceeded when the rules took more than the bounds allow
     */
    List<Firing> fire(List<? extends Fact> facts, Bounds bounds);

    /**
     * What one call may cost.
     *
     * @param firings most firings
     * @param steps most steps of rule code; see {@link org.plimsoll.engine.sandbox.Budget}
     * @param matches most combinations of facts that a session may have to look at
     * @param deadlineNanos when it must be done, in the time of {@link System#nanoTime()}
     */
    record Bounds(int firings, long steps, long matches, long deadlineNanos) {}
}
