package org.plimsoll.decision;

import java.util.List;
import org.plimsoll.policy.Fact;

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
}
