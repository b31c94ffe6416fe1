package org.plimsoll.engine.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/**
 * Small rules of one pattern, called one by one on one fact at a time, each in a budget of its own: that one fails tells
 * nothing of the others. Immutable.
 */
public final class Probes {
    private final Map<String, DirectRule> rules = new HashMap<>();

    /**
     * Those of a plan's rules that need no session.
     *
     * @param references every rule by name
     */
    public Probes(DirectPlan plan, Map<String, RuleReference> references) {
        Set<String> left = plan.reasons().stream().map(SessionReason::rule).collect(Collectors.toSet());
        plan.direct(references, left).forEach(rule -> rules.put(rule.reference().name(), rule));
    }

    /**
     * Whether a fact meets a rule's condition; empty when there is no such rule.
     *
     * @throws RuleFailure when the condition could not be worked out
     * @throws BudgetExceeded when it took more than the bounds allow
     */
    public Optional<Boolean> holds(String rule, Fact fact, Execution.Bounds bounds) {
        DirectRule direct = rules.get(rule);
        if (direct == null || !direct.factType().isInstance(fact)) {
            return Optional.empty();
        }
        return Optional.of(inBudget(direct, fact, bounds, () -> {
            for (Condition condition : direct.conditions()) {
                if (!condition.holds(fact)) {
                    return false;
                }
            }
            return true;
        }));
    }

    /**
     * What a rule says of a fact, whether or not the fact meets its condition; nothing when there is no such rule.
     *
     * @throws RuleFailure when the consequence could not be worked out
     * @throws BudgetExceeded when it took more than the bounds allow
     */
    public List<Outcome> say(String rule, Fact fact, Execution.Bounds bounds) {
        DirectRule direct = rules.get(rule);
        if (direct == null || !direct.factType().isInstance(fact)) {
            return List.of();
        }
        return inBudget(direct, fact, bounds, () -> {
            OutcomeCollector outcomes = new OutcomeCollector();
            direct.consequence().fire(fact, outcomes);
            return outcomes.take();
        });
    }

    /** Work that calls generated code, which may throw anything. */
    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T inBudget(DirectRule rule, Fact fact, Execution.Bounds bounds, Work<T> work) {
        try {
            return Budget.run(bounds.steps(), bounds.deadlineNanos(), () -> unchecked(work));
        } catch (BudgetExceeded e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new RuleFailure(rule.reference(), fact, e);
        }
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
