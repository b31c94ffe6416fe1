package org.plimsoll.engine.advice;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Conditions that must hold together: a set of values for each term they test.
 *
 * @param values values by term, none of them empty; a term that is not there may have any
 */
record Box(SortedMap<Term, Values> values) {
    static final Box ALL = new Box(new TreeMap<>());

    Box {
        values = Collections.unmodifiableSortedMap(values);
    }

    /** The box in which a term has these values; empty when it cannot. */
    static Optional<Box> of(Term term, Values values) {
        return ALL.with(term, values);
    }

    /** The values of a term. */
    Values of(Term term) {
        Values found = values.get(term);
        return found == null ? term.universe() : found;
    }

    boolean tests(Term term) {
        return values.containsKey(term);
    }

    /** Spelled out; the same for boxes that are equal. The hashes of boxes are too much alike to find them by. */
    String spelled() {
        StringBuilder text = new StringBuilder();
        values.forEach((term, each) -> text.append(term.id()).append(each).append('\n'));
        return text.toString();
    }

    /** Where a term has these values as well; empty when it cannot. */
    Optional<Box> with(Term term, Values further) {
        Values both = term.among(of(term).intersect(further));
        if (both.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Term, Values> narrowed = new TreeMap<>(values);
        narrowed.put(term, both);
        return Optional.of(new Box(narrowed));
    }

    Box without(Term term) {
        SortedMap<Term, Values> rest = new TreeMap<>(values);
        rest.remove(term);
        return new Box(rest);
    }

    /** Where both hold; empty when that is nowhere. */
    Optional<Box> and(Box other) {
        SortedMap<Term, Values> both = new TreeMap<>(values);
        for (var entry : other.values.entrySet()) {
            Term term = entry.getKey();
            Values common = term.among(of(term).intersect(entry.getValue()));
            if (common.isEmpty()) {
                return Optional.empty();
            }
            both.put(term, common);
        }
        return Optional.of(new Box(both));
    }

    /** Whether this holds wherever the other does. */
    boolean containsAll(Box other) {
        return values.entrySet().stream().allMatch(entry -> entry.getValue().containsAll(other.of(entry.getKey())));
    }
}
