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
    private final List<Suspect> suspects;
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
        List<Candidate> byPlace = rules.stream().map(candidates::get).toList();
        suspects = rules.stream()
                .map(rule -> new Suspect(rule.reference(), rule.factType(), rule.conditions()))
                .toList();
        chains = rules.stream().anyMatch(rule -> !Fact.class.isAssignableFrom(rule.factType()));
        Stream.concat(concrete(Fact.class), concrete(Outcome.class))
                .forEach(type -> indexes.put(type, index(type, byPlace)));
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DirectExecution::concrete)
                : Stream.of(type);
    }

    private FactIndex index(Class<?> type, List<Candidate> byPlace) {
        return FactIndex.of(byPlace.stream()
                .filter(candidate -> byRank[candidate.rank()].factType().isAssignableFrom(type))
                .toList());
    }

    @Override
    public List<Firing> fire(List<? extends Fact> facts, Bounds bounds) {
        Place place = new Place();
        try {
            return Budget.run(
                    bounds.steps(),
                    bounds.deadlineNanos(),
                    () -> chains
                            ? fireInChains(facts, bounds.firings(), place)
                            : fireOnce(facts, bounds.firings(), place));
        } catch (BudgetExceeded e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw place.failure(e, suspects, bounds);
        }
    }

    /** Where generated code failed: on what, and while which rule fired; none while rules were matched. */
    private static final class Place {
        private @Nullable Object object;
        private @Nullable RuleReference fired;

        void is(Object on, @Nullable RuleReference firing) {
            object = on;
            fired = firing;
        }

        RuntimeException failure(Throwable cause, List<Suspect> suspects, Bounds bounds) {
            if (object == null) {
                return new IllegalStateException("the rules could not even begin", cause);
            }
            RuleFailure found = fired == null ? Suspect.first(suspects, List.of(object), bounds) : null;
            return found != null ? found : new RuleFailure(fired, factOf(object), cause);
        }
    }

    private List<Firing> fireOnce(List<? extends Fact> facts, int mostFirings, Place place) {
        OutcomeCollector outcomes = new OutcomeCollector();
        Matches matches = new Matches(mostFirings, outcomes);
        Class<?> type = null;
        FactIndex index = null;
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            // Facts of a type come one after another.
            if (index == null || fact.getClass() != type) {
                type = fact.getClass();
                index = indexOf(type);
            }
            match(index, fact, i, matches, place);
        }
        matches.sort(byRank.length);
        List<Firing> firings = new ArrayList<>(matches.count());
        for (int i = 0; i < matches.count(); i++) {
            long match = matches.get(i);
            Fact fact = facts.get(Matches.placeOf(match));
            firings.add(fire(byRank[Matches.rankOf(match)], fact, fact, outcomes, place));
        }
        return firings;
    }

    /** Outcomes may match rules in turn, which then take their place in the order. */
    private List<Firing> fireInChains(List<? extends Fact> facts, int mostFirings, Place place) {
        List<Object> objects = new ArrayList<>(facts);
        OutcomeCollector outcomes = new OutcomeCollector();
        Matches matches = new Matches(mostFirings, outcomes);
        PriorityQueue<Long> waiting = new PriorityQueue<>();
        List<Firing> firings = new ArrayList<>();
        int matched = 0;
        int queued = 0;
        while (true) {
            for (; matched < objects.size(); matched++) {
                Object object = objects.get(matched);
                match(indexOf(object.getClass()), object, matched, matches, place);
            }
            for (; queued < matches.count(); queued++) {
                waiting.add(matches.get(queued));
            }
            Long next = waiting.poll();
            if (next == null) {
                return firings;
            }
            Object object = objects.get(Matches.placeOf(next));
            Firing firing = fire(byRank[Matches.rankOf(next)], object, factOf(object), outcomes, place);
            firings.add(firing);
            objects.addAll(firing.outcomes());
        }
    }

    private FactIndex indexOf(Class<?> type) {
        FactIndex index = indexes.get(type);
        if (index == null) {
            throw new IllegalArgumentException("no fact and no outcome: " + type);
        }
        return index;
    }

    private static void match(FactIndex index, Object object, int number, Matches matches, Place place) {
        try {
            index.find(object, number, matches);
        } catch (RuntimeException | Error e) {
            place.is(object, null);
            throw e;
        } catch (Exception e) {
            place.is(object, null);
            throw new IllegalStateException(e);
        }
    }

    private static Firing fire(
            DirectRule rule, Object object, @Nullable Fact fact, OutcomeCollector outcomes, Place place) {
        try {
            rule.consequence().fire(object, outcomes);
        } catch (RuntimeException | Error e) {
            place.is(object, rule.reference());
            throw e;
        } catch (Exception e) {
            place.is(object, rule.reference());
            throw new IllegalStateException(e);
        }
        return outcomes.firing(rule.reference(), fact);
    }

    private static @Nullable Fact factOf(Object object) {
        return object instanceof Fact fact ? fact : null;
    }
}
