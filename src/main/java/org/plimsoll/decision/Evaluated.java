package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.Fact;

/**
 * A decision together with what it was worked out from, for explaining it: the facts rules saw, and amounts before they were
 * rounded. Made by {@link Evaluator#evaluateInFull}.
 */
public final class Evaluated {
    private final Decision decision;
    private final List<Fact> before;
    private final List<Fact> health;
    private final Settled settled;
    private final List<Stamped<Action>> actions;
    private final PolicyTerms.Rounding rounding;

    Evaluated(
            Decision decision,
            List<Fact> before,
            List<Fact> health,
            Settled settled,
            List<Stamped<Action>> actions,
            PolicyTerms.Rounding rounding) {
        this.decision = decision;
        this.before = before;
        this.health = health;
        this.settled = settled;
        this.actions = actions;
        this.rounding = rounding;
    }

    /** The decision. */
    public Decision decision() {
        return decision;
    }

    /** Every fact that rules saw: those before settlement, then health facts. */
    public List<Fact> facts() {
        List<Fact> all = new ArrayList<>(before);
        all.addAll(health);
        return all;
    }

    /** Why the decision is what it is, as lines that add up. */
    public ExplanationNode explanation(Reading.Source readings) {
        return new ExplanationTree(this, readings).root();
    }

    Settled settled() {
        return settled;
    }

    /** Actions in the decision's order, with amounts before they were rounded; one that rounds to nothing is among them. */
    List<Stamped<Action>> actions() {
        return actions;
    }

    PolicyTerms.Rounding rounding() {
        return rounding;
    }
}
