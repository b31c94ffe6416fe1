package org.plimsoll.engine.execution;

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
            collect(pattern.getConstraint(), OwnVariables.of(pattern), conditions);
            into.add(new Suspect(rule, pattern.getPatternVariable().getType(), conditions));
        } else {
            part.getSubConditions().forEach(inner -> collect(rule, inner, into));
        }
    }

    private static void collect(Constraint constraint, OwnVariables own, List<Condition> into) {
        if (constraint.getType() == Constraint.Type.MULTIPLE || constraint.getType() == Constraint.Type.AND) {
            constraint.getChildren().forEach(child -> collect(child, own, into));
        } else if (constraint instanceof SingleConstraint single && own.suffice(single)) {
            into.add(own.condition(single, Condition.Calls.AS_THEY_ARE));
        }
    }

    /**
     * The failure of the first suspect that fails on the first object that any of them fails on; null when none does, or when
     * that cannot be told within the bounds of the call that failed.
     */
    static @Nullable RuleFailure first(List<Suspect> suspects, List<?> objects, Execution.Bounds bounds) {
        Search search = new Search(suspects, objects);
        try {
            return Budget.run(bounds.steps(), bounds.deadlineNanos(), search::withoutFinding);
        } catch (BudgetExceeded e) {
            return null;
        } catch (RuntimeException | StackOverflowError e) {
            return search.found(e);
        }
    }

    /** Tries suspects on objects until one fails. For one thread. */
    private static final class Search {
        private final List<Suspect> suspects;
        private final List<?> objects;
        private @Nullable Suspect suspect;
        private @Nullable Object object;

        Search(List<Suspect> suspects, List<?> objects) {
            this.suspects = suspects;
            this.objects = objects;
        }

        private @Nullable RuleFailure withoutFinding() {
            for (Object each : objects) {
                object = each;
                for (Suspect one : suspects) {
                    suspect = one;
                    if (one.type.isInstance(each)) {
                        one.tryOn(each);
                    }
                }
            }
            return null;
        }

        private @Nullable RuleFailure found(Throwable failure) {
            return suspect == null
                    ? null
                    : new RuleFailure(suspect.rule, object instanceof Fact fact ? fact : null, failure);
        }
    }

    private void tryOn(Object object) {
        try {
            for (Condition condition : conditions) {
                if (!condition.holds(object)) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
