package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/**
 * Calls conditions and consequences directly, without a session. The firings and their order are those of a session: by
 * salience, then by the rules' places, then by the facts' places.
 */
public final class DirectExecution implements Execution {
    private final DirectRule[] byRank;
    private final List<Candidate> byPlace;
    private final Map<Class<?>, FactIndex> indexes = new HashMap<>();
    private final boolean chains;

    /**
     * @param plan a plan without reasons for a session
     * @param references every rule by name
     */
    public DirectExecution(DirectPlan plan, Map<String, RuleReference> references) {
        List<DirectRule> rules = plan.rules(references);
        byRank = rules.stream()
                .sorted(Comparator.comparingInt(DirectRule::salience).reversed())
                .toArray(DirectRule[]::new);
        Map<DirectRule, Candidate> candidates = new IdentityHashMap<>();
        for (int rank = 0; rank < byRank.length; rank++) {
            candidates.put(
                    byRank[rank], new Candidate(rank, byRank[rank].conditions().toArray(Condition[]::new)));
        }
        byPlace = rules.stream().map(candidates::get).toList();
        chains = rules.stream().anyMatch(rule -> !Fact.class.isAssignableFrom(rule.factType()));
        Stream.concat(concrete(Fact.class), concrete(Outcome.class)).forEach(type -> indexes.put(type, index(type)));
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DirectExecution::concrete)
                : Stream.of(type);
    }

    private FactIndex index(Class<?> type) {
        return FactIndex.of(byPlace.stream()
                .filter(candidate -> byRank[candidate.rank()].factType().isAssignableFrom(type))
                .toList());
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts, Bounds bounds) {
        return Budget.run(
                bounds.steps(),
                bounds.deadlineNanos(),
                () -> chains ? fireInChains(facts, bounds.firings()) : fireOnce(facts, bounds.firings()));
    }

    private List<Firing> fireOnce(List<? extends Fact> facts, int mostFirings) {
        Matches matches = new Matches(mostFirings);
        for (int i = 0; i < facts.size(); i++) {
            match(facts.get(i), i, matches);
        }
        matches.sort();
        List<Firing> firings = new ArrayList<>(matches.count());
        OutcomeCollector outcomes = new OutcomeCollector();
        for (int i = 0; i < matches.count(); i++) {
            long match = matches.get(i);
            firings.add(fire(byRank[Matches.rankOf(match)], facts.get(Matches.placeOf(match)), outcomes));
        }
        return firings;
    }

    /** Outcomes may match rules in turn, which then take their place in the order. */
    private List<Firing> fireInChains(List<? extends Fact> facts, int mostFirings) {
        List<Object> objects = new ArrayList<>(facts);
        Matches matches = new Matches(mostFirings);
        PriorityQueue<Long> waiting = new PriorityQueue<>();
        List<Firing> firings = new ArrayList<>();
        OutcomeCollector outcomes = new OutcomeCollector();
        int matched = 0;
        int queued = 0;
        while (true) {
            for (; matched < objects.size(); matched++) {
                match(objects.get(matched), matched, matches);
            }
            for (; queued < matches.count(); queued++) {
                waiting.add(matches.get(queued));
            }
            Long next = waiting.poll();
            if (next == null) {
                return firings;
            }
            Firing firing = fire(byRank[Matches.rankOf(next)], objects.get(Matches.placeOf(next)), outcomes);
            firings.add(firing);
            objects.addAll(firing.outcomes());
        }
    }

    private void match(Object object, int place, Matches matches) {
        FactIndex index = indexes.get(object.getClass());
        if (index == null) {
            throw new IllegalStateException("no fact and no outcome: " + object.getClass());
        }
        int before = matches.count();
        try {
            index.find(object, place, matches);
        } catch (BudgetExceeded e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            // The conditions in the author's order tell which one it was.
            matches.keep(before);
            matchInOrder(object, place, matches);
        }
    }

    private void matchInOrder(Object object, int place, Matches matches) {
        for (Candidate candidate : byPlace) {
            DirectRule rule = byRank[candidate.rank()];
            try {
                if (rule.factType().isInstance(object) && candidate.holds(object)) {
                    matches.add(candidate.rank(), place);
                }
            } catch (BudgetExceeded e) {
                throw e;
            } catch (Exception | StackOverflowError e) {
                throw new RuleFailure(rule.reference(), factOf(object), e);
            }
        }
    }

    private static Firing fire(DirectRule rule, Object object, OutcomeCollector outcomes) {
        Fact fact = factOf(object);
        try {
            rule.fire(object, outcomes);
        } catch (Exception | StackOverflowError e) {
            throw new RuleFailure(rule.reference(), fact, e);
        }
        return new Firing(rule.reference(), fact == null ? List.of() : List.of(fact), outcomes.take());
    }

    private static @Nullable Fact factOf(Object object) {
        return object instanceof Fact fact ? fact : null;
    }
}
