package org.plimsoll.engine.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.model.AccumulatePattern;
import org.drools.model.Condition.Type;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;

/**
 * What a pattern of a rule asks of its fact alone. Once a condition has failed on a fact, the rule to tell of is the first
 * whose conditions, in the author's order, fail on it: an index reads conditions in another order, and a rule engine names
 * every rule that has the same condition somewhere. Immutable.
 *
 * @param rule the rule
 * @param type what its pattern matches
 * @param conditions conditions in the author's order
 */
record Suspect(RuleReference rule, Class<?> type, List<Condition> conditions) {
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(200);

    /** The suspects among the rules of models, in their order. */
    static List<Suspect> among(Collection<? extends Model> models, Map<String, RuleReference> references) {
        List<Suspect> suspects = new ArrayList<>();
        for (Model model : models) {
            for (Rule rule : model.getRules()) {
                RuleReference reference = references.get(rule.getName());
                if (reference != null) {
                    collect(reference, rule.getView(), suspects);
                }
            }
        }
        return suspects;
    }

    private static void collect(RuleReference rule, org.drools.model.Condition part, List<Suspect> into) {
        if (part instanceof AccumulatePattern<?> accumulate) {
            collect(rule, accumulate.getCondition(), into);
        } else if (part.getType() == Type.PATTERN) {
            Pattern<?> pattern = (Pattern<?>) part;
            List<Condition> conditions = new ArrayList<>();
            collect(pattern.getConstraint(), pattern.getPatternVariable(), conditions);
            into.add(new Suspect(rule, pattern.getPatternVariable().getType(), conditions));
        } else {
            part.getSubConditions().forEach(inner -> collect(rule, inner, into));
        }
    }

    private static void collect(Constraint constraint, Variable<?> fact, List<Condition> into) {
        if (constraint.getType() == Constraint.Type.MULTIPLE || constraint.getType() == Constraint.Type.AND) {
            constraint.getChildren().forEach(child -> collect(child, fact, into));
        } else if (constraint instanceof SingleConstraint single
                && single.getVariables().length == 1
                && single.getVariables()[0] == fact) {
            into.add(Condition.of(single));
        }
    }

    /** The failure on an object of the first suspect that fails on it; null when none does, or not soon. */
    static @Nullable RuleFailure first(List<Suspect> suspects, Object object, long steps) {
        long deadline = System.nanoTime() + LONGEST_SEARCH.toNanos();
        for (Suspect suspect : suspects) {
            if (suspect.type.isInstance(object)) {
                try {
                    // One budget each, since none can be used any further once something in it has been refused.
                    Budget.run(steps, deadline, () -> suspect.matches(object));
                } catch (BudgetExceeded e) {
                    return null;
                } catch (RuntimeException | StackOverflowError e) {
                    return new RuleFailure(suspect.rule, object instanceof Fact fact ? fact : null, e);
                }
            }
        }
        return null;
    }

    private boolean matches(Object object) {
        try {
            for (Condition condition : conditions) {
                if (!condition.holds(object)) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
