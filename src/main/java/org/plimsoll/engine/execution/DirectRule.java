package org.plimsoll.engine.execution;

import java.util.List;
import org.plimsoll.decision.RuleReference;

/**
 * A rule with one pattern, as the rule compiler generated it.
 *
 * @param reference where it stands
 * @param salience higher fires first
 * @param factType what its pattern matches
 * @param conditions conditions of the pattern, in the author's order
 * @param consequence what it does
 */
record DirectRule(
        RuleReference reference,
        int salience,
        Class<?> factType,
        List<Condition> conditions,
        RuleCode.Consequence consequence) {}
