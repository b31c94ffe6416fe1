package org.plimsoll.engine.sandbox;

import org.drools.model.Drools;
import org.plimsoll.policy.Outcome;

/**
 * Where consequences insert their outcomes, and what they pay with: code that is given one need not look for the budget of
 * its thread. For one call within {@link Budget#run}.
 */
public abstract class Payer implements Drools {
    private final Budget budget;

    /** For the budget that this thread runs within. */
    protected Payer() {
        this.budget = Budget.current();
    }

    /**
     * Pays for what is done with rules beside their own code.
     *
     * @param steps at least zero
     */
    public final void pay(int steps) {
        budget.pay(steps);
    }

    /** Takes an outcome that has been paid for. */
    protected abstract void take(Outcome outcome);

    /** Takes an outcome, which rule code can only insert through {@link RuleCalls}. */
    @Override
    public final void insert(Object outcome) {
        throw new IllegalStateException("not paid for: " + outcome);
    }

    /** The budget that a consequence pays from. */
    static Budget of(Drools drools) {
        return drools instanceof Payer payer ? payer.budget : Budget.current();
    }
}
