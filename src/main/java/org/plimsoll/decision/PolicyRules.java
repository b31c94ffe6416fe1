package org.plimsoll.decision;

import java.util.List;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Strategy;

/**
 * The rules of one version of a rule set, compiled. Immutable and safe for use by many threads at once.
 *
 * <p>An evaluation calls it twice: with the facts of a portfolio, for haircuts and requirements, and, once these are
 * settled, with the health facts, for actions.
 */
@FunctionalInterface
public interface PolicyRules {
    /**
     * Fires every rule that matches.
     *
     * @param facts what rules may match
     * @return the firings; their order carries no meaning
     * @throws org.plimsoll.portfolio.Refusal when a rule could not be evaluated, or a budget ran out
     */
    List<Firing> fire(List<? extends Fact> facts);

    /** Whether any rule is about strategies: if none is, positions are not grouped into any. */
    default boolean knowsStrategies() {
        return false;
    }

    /** What rules make of attributes. */
    default AttributeWords attributes() {
        return AttributeWords.UNKNOWN;
    }

    /**
     * Fires the rules that match candidates, to learn what each would cost. Nothing that is said counts: the strategies that
     * are chosen are fired on again, among all facts.
     *
     * @throws org.plimsoll.portfolio.Refusal as {@link #fire}
     */
    default List<Firing> price(List<Strategy> candidates) {
        return fire(candidates);
    }
}
