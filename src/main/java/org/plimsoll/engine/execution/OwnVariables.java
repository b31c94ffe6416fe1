package org.plimsoll.engine.execution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.drools.model.Binding;
import org.drools.model.Pattern;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.functions.Function1;

/**
 * The variables of a pattern that stand for its fact or are bound to a field of it. What is tested of them is tested of the
 * fact alone. Immutable.
 *
 * @param pattern the pattern
 * @param readers how to read each off the fact
 */
record OwnVariables(Pattern<?> pattern, Map<Variable<?>, Function1<Object, Object>> readers) {
    @SuppressWarnings("unchecked")
    static OwnVariables of(Pattern<?> pattern) {
        Map<Variable<?>, Function1<Object, Object>> readers = new HashMap<>();
        readers.put(pattern.getPatternVariable(), fact -> fact);
        for (Binding binding : pattern.getBindings()) {
            if (isBoundToField(binding, pattern)) {
                readers.put(binding.getBoundVariable(), binding.getBindingFunction());
            }
        }
        return new OwnVariables(pattern, readers);
    }

    /** Whether a variable is bound to something of the pattern's fact alone. */
    static boolean isBoundToField(Binding binding, Pattern<?> pattern) {
        Variable<?>[] inputs = binding.getInputVariables();
        return inputs.length == 1 && inputs[0] == pattern.getPatternVariable();
    }

    /** Whether a condition needs them and no others. */
    boolean suffice(SingleConstraint condition) {
        Variable<?>[] variables = condition.getVariables();
        return variables.length > 0 && readers.keySet().containsAll(Arrays.asList(variables));
    }

    /** A condition for which they {@link #suffice}. */
    @SuppressWarnings("unchecked")
    Condition condition(SingleConstraint single, Condition.Calls calls) {
        Variable<?>[] variables = single.getVariables();
        if (variables.length == 1 && variables[0] == pattern.getPatternVariable()) {
            return FieldsOnDemand.isComparedBy(single, pattern)
                    ? Condition.inTurn(single, calls)
                    : Condition.of(single, calls);
        }
        return Condition.of(
                single.getPredicate(),
                Arrays.stream(variables).map(readers::get).toArray(Function1[]::new));
    }
}
