package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something that conditions test: a figure, a code, an attribute, a sum or difference of figures, or a relation.
 *
 * @param id tells it from others; the same for the same thing seen from two facts, such as the equity of a pool
 * @param shown as an author writes it
 * @param universe every value it can have
 * @param whole whether it is a whole number
 * @param parts what a sum or an equality of texts is made of; empty for a single thing
 * @param weights how often each part counts in a sum; empty when it is none
 */
record Term(String id, String shown, Values universe, boolean whole, List<Term> parts, List<BigDecimal> weights)
        implements Comparable<Term> {
    private static final String OPAQUE = "? ";

    static Term single(String id, String shown, Values universe, boolean whole) {
        return new Term(id, shown, universe, whole, List.of(), List.of());
    }

    /** Whether two texts are equal. */
    static Term equality(Term left, Term right) {
        return new Term(
                left.id + " == " + right.id,
                left.shown + " == " + right.shown,
                Values.TRUTH,
                false,
                List.of(left, right),
                List.of());
    }

    /** Whether it is one figure less another. */
    boolean isDifference() {
        return weights.size() == 2
                && weights.get(0).compareTo(BigDecimal.ONE) == 0
                && weights.get(1).compareTo(BigDecimal.ONE.negate()) == 0;
    }

    /** Something that is not understood but for whether it holds. */
    static Term opaque(String id, String shown) {
        return single(OPAQUE + id, shown, Values.TRUTH, false);
    }

    /** Whether it is not understood but for whether it holds. */
    boolean isOpaque() {
        return id.startsWith(OPAQUE);
    }

    /** Whether it says that two texts are equal. */
    boolean isEquality() {
        return parts.size() == 2 && weights.isEmpty();
    }

    /** The values, of those it can have. */
    Values among(Values values) {
        Values possible = values.intersect(universe);
        return whole ? new Values(possible.numbers().whole(), possible.texts(), possible.absent()) : possible;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Term term && id.equals(term.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public int compareTo(Term other) {
        return id.compareTo(other.id);
    }
}
