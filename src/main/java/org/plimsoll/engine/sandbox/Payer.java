package org.plimsoll.engine.sandbox;

import org.drools.model.Drools;

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

    /** The budget that a consequence pays from. */
    static Budget of(Drools drools) {
        return drools instanceof Payer payer ? payer.budget : Budget.current();
    }
}
