package org.plimsoll.decision;

import java.util.Comparator;
import org.plimsoll.policy.Outcome;

/**
 * An outcome with the rule that said it.
 *
 * @param <T> kind of outcome
 * @param outcome what was said
 * @param rule rule that said it
 */
public record Stamped<T extends Outcome>(T outcome, RuleReference rule) {
    static final Comparator<Stamped<?>> BY_RULE = Comparator.comparing(Stamped::rule);
}
