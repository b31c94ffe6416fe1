package org.plimsoll.engine.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.engine.sandbox.MatchCost;
import org.plimsoll.engine.sandbox.RuleCompilerServices;
import org.plimsoll.policy.Fact;

/** Gives the facts of each call to a new Drools session. */
public final class SessionExecution implements Execution {
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(200);

    private final KieBase kieBase;
    private final MatchCost matchCost;
    private final Map<String, RuleReference> references;
    private final List<Suspect> suspects;
    private final KieSessionConfiguration sessions = RuleCompilerServices.get().newKieSessionConfiguration();

    /**
     * @param kieBase the rules
     * @param models the same rules as the rule compiler describes them
     * @param references every rule by name
     */
    public SessionExecution(
            KieBase kieBase, Collection<? extends Model> models, Map<String, RuleReference> references) {
        this.kieBase = kieBase;
        this.matchCost = MatchCost.of(models);
        this.references = references;
        this.suspects = Suspect.among(models, references);
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts, Bounds bounds) {
        SessionTrace trace = new SessionTrace(references);
        try {
            return fireInBudget(facts, trace, bounds);
        } catch (BudgetExceeded e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw trace.current() == null
                    ? failedCondition(facts, bounds, e)
                    : new RuleFailure(trace.current(), trace.subject(), e);
        }
    }

    private RuleFailure failedCondition(List<? extends Fact> facts, Bounds bounds, Throwable cause) {
        RuleFailure found = Suspect.first(suspects, facts, bounds);
        return found == null ? new RuleFailure(null, culprit(facts, bounds), cause) : found;
    }

    private List<Firing> fireInBudget(List<? extends Fact> facts, SessionTrace trace, Bounds bounds) {
        return Budget.run(bounds.steps(), bounds.deadlineNanos(), matchCost.meter(bounds.matches()), () -> {
            Budget.inserting(facts);
            return fireInSession(facts, trace, bounds.firings());
        });
    }

    /**
     * The fact on which a condition fails that is not on its pattern's fact alone: the engine does not say. Found by trying
     * them one by one, for a moment; null when no single one fails, or not soon.
     */
    private @Nullable Fact culprit(List<? extends Fact> facts, Bounds bounds) {
        long end = System.nanoTime() + LONGEST_SEARCH.toNanos();
        for (Fact fact : facts) {
            SessionTrace trace = new SessionTrace(references);
            try {
                fireInBudget(List.of(fact), trace, new Bounds(bounds.firings(), bounds.steps(), bounds.matches(), end));
            } catch (BudgetExceeded e) {
                return null;
            } catch (RuntimeException | StackOverflowError e) {
                if (trace.current() == null) {
                    return fact;
                }
            }
        }
        return null;
    }

    private List<Firing> fireInSession(List<? extends Fact> facts, SessionTrace trace, int mostFirings) {
        KieSession session = kieBase.newKieSession(sessions, null);
        try {
            trace.watch(session);
            for (Fact fact : facts) {
                session.insert(fact);
            }
            if (session.fireAllRules(mostFirings + 1) > mostFirings) {
                throw BudgetExceeded.firings(mostFirings);
            }
            return trace.firings();
        } finally {
            session.dispose();
        }
    }
}
