package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of decimals: intervals that do not touch, in ascending order. Exact, and equal whatever the scale of a limit.
 *
 * @param parts the intervals
 */
record NumberSet(List<Part> parts) {
    static final NumberSet ALL = new NumberSet(List.of(new Part(null, false, null, false)));
    static final NumberSet NONE = new NumberSet(List.of());

    private static final Comparator<Part> BY_LOWER = (a, b) -> compareLower(a, b);

    NumberSet {
        parts = List.copyOf(parts);
    }

    /**
     * An interval.
     *
     * @param lower lower limit; null when there is none
     * @param hasLower whether the lower limit belongs to it
     * @param upper upper limit; null when there is none
     * @param hasUpper whether the upper limit belongs to it
     */
    record Part(
            @Nullable BigDecimal lower,
            boolean hasLower,
            @Nullable BigDecimal upper,
            boolean hasUpper) {
        Part {
            lower = lower == null ? null : lower.stripTrailingZeros();
            upper = upper == null ? null : upper.stripTrailingZeros();
        }

        boolean isEmpty() {
            if (lower == null || upper == null) {
                return false;
            }
            int order = lower.compareTo(upper);
            return order > 0 || (order == 0 && !(hasLower && hasUpper));
        }

        boolean isPoint() {
            return lower != null && upper != null && lower.compareTo(upper) == 0;
        }
    }

    static NumberSet of(Part part) {
        return part.isEmpty() ? NONE : new NumberSet(List.of(part));
    }

    static NumberSet point(BigDecimal value) {
        return of(new Part(value, true, value, true));
    }

    static NumberSet between(BigDecimal lower, BigDecimal upper) {
        return of(new Part(lower, true, upper, true));
    }

    static NumberSet atLeast(BigDecimal lower) {
        return of(new Part(lower, true, null, false));
    }

    static NumberSet above(BigDecimal lower) {
        return of(new Part(lower, false, null, false));
    }

    static NumberSet atMost(BigDecimal upper) {
        return of(new Part(null, false, upper, true));
    }

    static NumberSet below(BigDecimal upper) {
        return of(new Part(null, false, upper, false));
    }

    /** The numbers that compare so with a limit: {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}. */
    static NumberSet comparing(String operator, BigDecimal limit) {
        return switch (operator) {
            case "==" -> point(limit);
            case "!=" -> point(limit).complement();
            case "<" -> below(limit);
            case "<=" -> atMost(limit);
            case ">" -> above(limit);
            case ">=" -> atLeast(limit);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean contains(BigDecimal value) {
        return !intersect(point(value)).isEmpty();
    }

    boolean containsAll(NumberSet other) {
        return other.intersect(complement()).isEmpty();
    }

    NumberSet intersect(NumberSet other) {
        List<Part> both = new ArrayList<>();
        for (Part a : parts) {
            for (Part b : other.parts) {
                Part lower = compareLower(a, b) >= 0 ? a : b;
                Part upper = compareUpper(a, b) <= 0 ? a : b;
                Part part = new Part(lower.lower, lower.hasLower, upper.upper, upper.hasUpper);
                if (!part.isEmpty()) {
                    both.add(part);
                }
            }
        }
        return new NumberSet(both);
    }

    NumberSet union(NumberSet other) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        all.sort(BY_LOWER);
        List<Part> joined = new ArrayList<>();
        for (Part part : all) {
            Part last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && touch(last, part)) {
                Part upper = compareUpper(last, part) >= 0 ? last : part;
                joined.set(joined.size() - 1, new Part(last.lower, last.hasLower, upper.upper, upper.hasUpper));
            } else {
                joined.add(part);
            }
        }
        return new NumberSet(joined);
    }

    NumberSet complement() {
        List<Part> gaps = new ArrayList<>();
        BigDecimal from = null;
        boolean hasFrom = false;
        for (Part part : parts) {
            if (part.lower != null) {
                gaps.add(new Part(from, hasFrom, part.lower, !part.hasLower));
            }
            if (part.upper == null) {
                return new NumberSet(gaps);
            }
            from = part.upper;
            hasFrom = !part.hasUpper;
        }
        gaps.add(new Part(from, hasFrom, null, false));
        return new NumberSet(gaps);
    }

    /** The whole numbers of the set: limits moved inwards to whole numbers. */
    NumberSet whole() {
        NumberSet whole = NONE;
        for (Part part : parts) {
            BigDecimal lower = part.lower == null ? null : part.lower.setScale(0, RoundingMode.CEILING);
            if (lower != null && !part.hasLower && lower.compareTo(part.lower) == 0) {
                lower = lower.add(BigDecimal.ONE);
            }
            BigDecimal upper = part.upper == null ? null : part.upper.setScale(0, RoundingMode.FLOOR);
            if (upper != null && !part.hasUpper && upper.compareTo(part.upper) == 0) {
                upper = upper.subtract(BigDecimal.ONE);
            }
            whole = whole.union(of(new Part(lower, lower != null, upper, upper != null)));
        }
        return whole;
    }

    /** What lies between its intervals. */
    List<Part> holes() {
        List<Part> holes = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            Part below = parts.get(i - 1);
            Part above = parts.get(i);
            holes.add(new Part(below.upper, !below.hasUpper, above.lower, !above.hasLower));
        }
        return holes;
    }

    /** One of its numbers, a limit where it has one. */
    BigDecimal sample() {
        Part part = parts.get(0);
        if (part.hasUpper && part.upper != null) {
            return part.upper;
        } else if (part.hasLower && part.lower != null) {
            return part.lower;
        } else if (part.lower == null) {
            return part.upper == null ? BigDecimal.ZERO : part.upper.subtract(BigDecimal.ONE);
        } else if (part.upper == null) {
            return part.lower.add(BigDecimal.ONE);
        }
        return part.lower.add(part.upper).divide(BigDecimal.valueOf(2), MathContext.DECIMAL128);
    }

    private static boolean touch(Part below, Part above) {
        if (below.upper == null || above.lower == null) {
            return true;
        }
        int order = below.upper.compareTo(above.lower);
        return order > 0 || (order == 0 && (below.hasUpper || above.hasLower));
    }

    private static int compareLower(Part a, Part b) {
        if (a.lower == null || b.lower == null) {
            return Boolean.compare(b.lower == null, a.lower == null);
        }
        int order = a.lower.compareTo(b.lower);
        return order != 0 ? order : Boolean.compare(b.hasLower, a.hasLower);
    }

    private static int compareUpper(Part a, Part b) {
        if (a.upper == null || b.upper == null) {
            return Boolean.compare(a.upper == null, b.upper == null);
        }
        int order = a.upper.compareTo(b.upper);
        return order != 0 ? order : Boolean.compare(a.hasUpper, b.hasUpper);
    }
}
