package org.plimsoll.engine.advice;

import java.util.Collection;
import java.util.List;

/**
 * The values that a term may have: numbers or texts, and perhaps none at all. A truth value is one of the texts {@code
 * true} and {@code false}.
 *
 * @param numbers numbers; none for a text
 * @param texts texts; none for a number
 * @param absent whether it may be absent
 */
record Values(NumberSet numbers, TextSet texts, boolean absent) {
    /** Whatever there is, whether number, text or nothing. */
    static final Values ANYTHING = new Values(NumberSet.ALL, TextSet.ALL, true);

    static final Values ABSENT = new Values(NumberSet.NONE, TextSet.NONE, true);
    static final Values TRUTH = of(List.of("true", "false"));
    static final Values PRESENT = new Values(NumberSet.ALL, TextSet.ALL, false);

    static Values of(NumberSet numbers) {
        return new Values(numbers, TextSet.NONE, false);
    }

    static Values of(Collection<String> texts) {
        return new Values(NumberSet.NONE, TextSet.of(texts), false);
    }

    static Values of(boolean truth) {
        return of(List.of(String.valueOf(truth)));
    }

    boolean isEmpty() {
        return !absent && numbers.isEmpty() && texts.isEmpty();
    }

    Values intersect(Values other) {
        return new Values(numbers.intersect(other.numbers), texts.intersect(other.texts), absent && other.absent);
    }

    Values union(Values other) {
        return new Values(numbers.union(other.numbers), texts.union(other.texts), absent || other.absent);
    }

    Values complement() {
        return new Values(numbers.complement(), texts.complement(), !absent);
    }

    boolean containsAll(Values other) {
        return equals(ANYTHING) || other.intersect(complement()).isEmpty();
    }

    /** Whether it is a list of texts and nothing else. */
    boolean isListed() {
        return !absent && numbers.isEmpty() && !texts.excludes();
    }

    /** Whether it is about numbers. */
    boolean isNumeric() {
        return texts.isEmpty() && !numbers.isEmpty();
    }
}
