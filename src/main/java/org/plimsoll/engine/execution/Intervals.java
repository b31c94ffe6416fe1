package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plimsoll.engine.execution.Condition.Bound;
import org.plimsoll.engine.execution.Condition.Field;

/**
 * Rules by the interval that a field must lie in. The limits of all rules cut the values into places: below the first
 * limit, on it, between it and the second, on that, and so on; each place knows its rules. Immutable.
 */
final class Intervals {
    /** Where intervals overlap so much that the places would hold more than this many times the rules, they are not cut. */
    private static final int MOST_OVERLAP = 8;

    /** Entries that are worth nobody's count. */
    private static final int FEW = 64;

    private final Field field;
    private final Comparable<Object>[] limits;
    private final FactIndex[] places;

    private Intervals(Field field, Comparable<Object>[] limits, FactIndex[] places) {
        this.field = field;
        this.limits = limits;
        this.places = places;
    }

    /** Cuts the values of a field at the limits of rules; empty when the rules overlap too much for that. */
    static Optional<Intervals> of(Field field, List<Candidate> candidates, FactIndex.Room room) {
        double most = Math.min(MOST_OVERLAP * (double) candidates.size() + FEW, room.copies() * candidates.size());
        @SuppressWarnings("unchecked") // No array of a generic type can be made.
        Comparable<Object>[] limits = candidates.stream()
                .flatMap(candidate -> candidate.boundsOn(field.place()).stream())
                .map(Bound::limit)
                .collect(Collectors.toCollection(TreeSet::new))
                .toArray(Comparable[]::new);
        List<List<Candidate>> places = new ArrayList<>();
        for (int i = 0; i <= 2 * limits.length; i++) {
            places.add(new ArrayList<>());
        }
        long held = 0;
        for (Candidate candidate : candidates) {
            List<Bound> bounds = candidate.boundsOn(field.place());
            int from = 0;
            int to = places.size() - 1;
            for (Bound bound : bounds) {
                int on = 2 * Arrays.binarySearch(limits, bound.limit()) + 1;
                int outside = bound.includesLimit() ? 0 : 1;
                if (bound.isLower()) {
                    from = Math.max(from, on + outside);
                } else {
                    to = Math.min(to, on - outside);
                }
            }
            held += Math.max(0, to - from + 1);
            if (held > most) {
                return Optional.empty();
            }
            Candidate rest = candidate.without(bounds);
            for (int i = from; i <= to; i++) {
                places.get(i).add(rest);
            }
        }
        FactIndex.Room within = room.within(candidates.size(), held);
        Map<List<Candidate>, FactIndex> indexes = new HashMap<>();
        return Optional.of(new Intervals(
                field,
                limits,
                places.stream()
                        .map(rules -> indexes.computeIfAbsent(rules, some -> FactIndex.of(some, within)))
                        .toArray(FactIndex[]::new)));
    }

    Field field() {
        return field;
    }

    /** How many rules its places hold. */
    long size() {
        return Arrays.stream(places).distinct().mapToLong(FactIndex::size).sum();
    }

    @SuppressWarnings("unchecked") // The limits are of the field's type.
    FactIndex around(Object value) {
        int from = 0;
        int to = limits.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = limits[middle].compareTo(value);
            if (order == 0) {
                return places[2 * middle + 1];
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return places[2 * from];
    }
}
