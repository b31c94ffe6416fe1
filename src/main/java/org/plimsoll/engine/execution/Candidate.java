package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.execution.Condition.Field.Place;

/**
 * A rule, and those of its conditions that an index has not answered yet. Immutable.
 *
 * @param rank place of the rule in the order of firing
 * @param left conditions left, in the author's order
 */
record Candidate(int rank, Condition[] left) {

    /** Whether a fact meets all conditions that are left. */
    boolean holds(Object fact) throws Exception {
        return met(fact) == left.length;
    }

    /** How many conditions that are left a fact meets before the first that it does not. */
    int met(Object fact) throws Exception {
        for (int i = 0; i < left.length; i++) {
            if (!left[i].holds(fact)) {
                return i;
            }
        }
        return left.length;
    }

    /**
     * The conditions that may be answered out of turn: the first ones, up to one that can fail, which the author may have
     * meant to be guarded by those before it.
     */
    List<Condition.OnField> answerable() {
        List<Condition.OnField> first = new ArrayList<>();
        for (Condition condition : left) {
            if (!(condition instanceof Condition.OnField onField)) {
                break;
            }
            first.add(onField);
        }
        return first;
    }

    /** The equality on a field that may be answered; null when there is none. */
    Condition.@Nullable Equality equalityOn(Place field) {
        for (Condition.OnField condition : answerable()) {
            if (condition instanceof Condition.Equality equality
                    && equality.field().place().equals(field)) {
                return equality;
            }
        }
        return null;
    }

    /** The limits on a field that may be answered. */
    List<Condition.Bound> boundsOn(Place field) {
        List<Condition.Bound> bounds = new ArrayList<>();
        for (Condition.OnField condition : answerable()) {
            if (condition instanceof Condition.Bound bound
                    && bound.field().place().equals(field)) {
                bounds.add(bound);
            }
        }
        return bounds;
    }

    /** The same rule with some conditions answered. */
    Candidate without(List<? extends Condition> answered) {
        return new Candidate(
                rank,
                Arrays.stream(left)
                        .filter(condition -> !answered.contains(condition))
                        .toArray(Condition[]::new));
    }
}
