package org.plimsoll.engine.execution;

import java.util.List;
import org.drools.model.functions.BlockN;
import org.drools.model.functions.Function1;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;

/**
 * A rule with one pattern, as the rule compiler generated it.
 *
 * @param reference where it stands
 * @param salience higher fires first
 * @param factType what its pattern matches
 * @param conditions conditions of the pattern, in the author's order
 * @param consequence what it does
 * @param usesDrools whether the consequence inserts, and so takes where to as its first argument
 * @param arguments readers of the consequence's variables; null where the variable is the fact itself
 */
record DirectRule(
        RuleReference reference,
        int salience,
        Class<?> factType,
        List<Condition> conditions,
        BlockN consequence,
        boolean usesDrools,
        @Nullable Function1<Object, Object>[] arguments) {

    /** Runs the consequence on a fact. */
    void fire(Object fact, OutcomeCollector outcomes) throws Exception {
        int first = usesDrools ? 1 : 0;
        Object[] values = new Object[first + arguments.length];
        if (usesDrools) {
            values[0] = outcomes;
        }
        for (int i = 0; i < arguments.length; i++) {
            Function1<Object, Object> reader = arguments[i];
            values[first + i] = reader == null ? fact : reader.apply(fact);
        }
        consequence.execute(values);
    }
}
