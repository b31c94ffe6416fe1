package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.plimsoll.engine.execution.Condition.Equality;
import org.plimsoll.engine.execution.Condition.Field;
import org.plimsoll.engine.execution.Condition.Field.Place;

/**
 * Finds the rules that match a fact without testing every rule: those that test a field for equality by its value, those
 * that put limits on a field by the interval it lies in, the others one by one. Immutable.
 */
final class FactIndex {
    /** From so many rules on, looking a value up is faster than comparing. */
    private static final int WORTH_AN_INDEX = 2;

    /**
     * An index may hold so many times the rules: a rule with an interval stands in each of the places the interval covers,
     * and there again in each place of an interval of another field. Without an end, five fields would fill the memory.
     */
    private static final double MOST_COPIES = 32;

    /** So many conditions of a rule are answered by indexes within indexes, the others one by one. */
    private static final int DEEPEST = 24;

    private final ByValue[] byValue;
    private final Intervals[] intervals;
    private final int[] always;
    private final Candidate[] others;

    private FactIndex(List<ByValue> byValue, List<Intervals> intervals, List<Candidate> others) {
        this.byValue = byValue.toArray(ByValue[]::new);
        this.intervals = intervals.toArray(Intervals[]::new);
        this.always = others.stream()
                .filter(candidate -> candidate.left().length == 0)
                .mapToInt(Candidate::rank)
                .toArray();
        this.others =
                others.stream().filter(candidate -> candidate.left().length > 0).toArray(Candidate[]::new);
    }

    static FactIndex of(List<Candidate> candidates) {
        return of(candidates, new Room(MOST_COPIES, DEEPEST));
    }

    /**
     * How far an index may grow.
     *
     * @param copies how many times it may hold each of its rules, on average
     * @param depth how many further indexes may stand within it
     */
    record Room(double copies, int depth) {
        /** Room within, where so many rules are now held so many times. */
        Room within(int rules, long held) {
            return new Room(held == 0 ? copies : copies * rules / held, depth - 1);
        }
    }

    static FactIndex of(List<Candidate> candidates, Room room) {
        if (room.depth == 0) {
            return new FactIndex(List.of(), List.of(), candidates);
        }
        List<Candidate> left = new ArrayList<>(candidates);
        List<ByValue> byValue = new ArrayList<>();
        for (Optional<Field> field = mostTested(left, Equality.class);
                field.isPresent();
                field = mostTested(left, Equality.class)) {
            Place place = field.get().place();
            List<Candidate> answered = take(left, candidate -> candidate.equalityOn(place) != null);
            byValue.add(ByValue.of(field.get(), answered, room.within(1, 1)));
        }
        List<Intervals> intervals = new ArrayList<>();
        List<Candidate> overlapping = new ArrayList<>();
        for (Optional<Field> field = mostTested(left, Condition.Bound.class);
                field.isPresent();
                field = mostTested(left, Condition.Bound.class)) {
            Place place = field.get().place();
            List<Candidate> answered =
                    take(left, candidate -> !candidate.boundsOn(place).isEmpty());
            Intervals.of(field.get(), answered, room)
                    .ifPresentOrElse(intervals::add, () -> overlapping.addAll(answered));
        }
        left.addAll(overlapping);
        return new FactIndex(byValue, intervals, left);
    }

    /** The field that most rules test in a way; empty when no two test the same. */
    private static Optional<Field> mostTested(List<Candidate> candidates, Class<? extends Condition.OnField> way) {
        Map<Place, List<Field>> tests = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Set<Place> seen = new HashSet<>();
            for (Condition.OnField condition : candidate.answerable()) {
                Field field = condition.field();
                if (way.isInstance(condition) && seen.add(field.place())) {
                    tests.computeIfAbsent(field.place(), absent -> new ArrayList<>())
                            .add(field);
                }
            }
        }
        return tests.values().stream()
                .filter(fields -> fields.size() >= WORTH_AN_INDEX)
                .max(Comparator.comparingInt(List::size))
                .map(fields -> fields.get(0));
    }

    private static List<Candidate> take(List<Candidate> from, Predicate<Candidate> which) {
        List<Candidate> taken = from.stream().filter(which).toList();
        from.removeIf(which);
        return taken;
    }

    /** How many rules it holds, each as often as it does. */
    long size() {
        long size = always.length + others.length;
        for (ByValue each : byValue) {
            size += each.rules.values().stream().mapToLong(FactIndex::size).sum();
        }
        for (Intervals each : intervals) {
            size += each.size();
        }
        return size;
    }

    /** Adds the rules that match a fact, and pays for every field that it reads and every condition that it tries. */
    void find(Object fact, int place, Matches into) throws Exception {
        for (int rank : always) {
            into.add(rank, place);
        }
        if (byValue.length + intervals.length > 0) {
            into.payFor(byValue.length + intervals.length);
        }
        for (ByValue each : byValue) {
            Object value = each.field.of(fact);
            FactIndex rules = value == null ? null : each.rules.get(value);
            if (rules != null) {
                rules.find(fact, place, into);
            }
        }
        for (Intervals each : intervals) {
            Object value = each.field().of(fact);
            if (value != null) {
                each.around(value).find(fact, place, into);
            }
        }
        for (Candidate other : others) {
            int left = other.left().length;
            int met = other.met(fact);
            into.payFor(Math.min(met + 1, left));
            if (met == left) {
                into.add(other.rank(), place);
            }
        }
    }

    /**
     * Rules by the value that they want a field to have.
     *
     * @param field the field
     * @param rules rules with their other conditions
     */
    private record ByValue(Field field, Map<Object, FactIndex> rules) {
        static ByValue of(Field field, List<Candidate> candidates, Room within) {
            Map<Object, List<Candidate>> byLiteral = new HashMap<>();
            for (Candidate candidate : candidates) {
                Equality equality = candidate.equalityOn(field.place());
                if (equality == null) {
                    throw new IllegalStateException("no equality on the field");
                }
                byLiteral
                        .computeIfAbsent(equality.literal(), absent -> new ArrayList<>())
                        .add(candidate.without(List.of(equality)));
            }
            Map<Object, FactIndex> rules = new HashMap<>();
            byLiteral.forEach((literal, some) -> rules.put(literal, FactIndex.of(some, within)));
            return new ByValue(field, rules);
        }
    }
}
