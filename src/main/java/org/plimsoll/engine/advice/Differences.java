package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What follows from differences between figures: {@code a < b} and {@code b < c} give {@code a < c}. A limit on a figure
 * itself is one on its difference from zero; the shortest path between two figures is the tightest limit.
 */
final class Differences {
    /** Figures of one condition; more are left as they are. */
    private static final int MOST_FIGURES = 24;

    private final List<Term> figures;
    private final @Nullable Limit[][] limits;

    /**
     * How much one figure can be above another.
     *
     * @param most the difference
     * @param strict whether it is always less than that
     */
    private record Limit(BigDecimal most, boolean strict) {
        Limit plus(Limit other) {
            return new Limit(most.add(other.most), strict || other.strict);
        }

        boolean isTighterThan(@Nullable Limit other) {
            if (other == null) {
                return true;
            }
            int order = most.compareTo(other.most);
            return order < 0 || (order == 0 && strict && !other.strict);
        }
    }

    private Differences(List<Term> figures) {
        this.figures = figures;
        this.limits = new Limit[figures.size() + 1][figures.size() + 1];
    }

    /** The box with its figures and differences narrowed by each other; empty when they contradict each other. */
    static Optional<Box> narrowed(Box box) {
        TreeSet<Term> figures = new TreeSet<>();
        for (Term term : box.values().keySet()) {
            if (term.isDifference() && !box.of(term).absent()) {
                figures.addAll(term.parts());
            }
        }
        if (figures.isEmpty() || figures.size() > MOST_FIGURES) {
            return Optional.of(box);
        }
        return new Differences(new ArrayList<>(figures)).solve(box);
    }

    private Optional<Box> solve(Box box) {
        for (Term term : box.values().keySet()) {
            if (term.isDifference() && !box.of(term).absent()) {
                limit(index(term.parts().get(0)), index(term.parts().get(1)), box.of(term));
            }
        }
        for (Term figure : figures) {
            if (!box.of(figure).absent()) {
                limit(index(figure), 0, box.of(figure));
            }
        }
        if (!tighten()) {
            return Optional.empty();
        }
        Optional<Box> narrowed = Optional.of(box);
        for (Term figure : figures) {
            if (!box.of(figure).absent()) {
                narrowed = narrowed.flatMap(known -> known.with(figure, between(index(figure), 0)));
            }
        }
        for (Term term : box.values().keySet()) {
            if (term.isDifference() && !box.of(term).absent()) {
                Values values =
                        between(index(term.parts().get(0)), index(term.parts().get(1)));
                narrowed = narrowed.flatMap(known -> known.with(term, values));
            }
        }
        return narrowed;
    }

    /** Zero stands at index zero. */
    private int index(Term figure) {
        return figures.indexOf(figure) + 1;
    }

    private void limit(int above, int below, Values values) {
        List<NumberSet.Part> parts = values.numbers().parts();
        if (parts.isEmpty()) {
            return;
        }
        NumberSet.Part first = parts.get(0);
        NumberSet.Part last = parts.get(parts.size() - 1);
        if (last.upper() != null) {
            limit(above, below, new Limit(last.upper(), !last.hasUpper()));
        }
        if (first.lower() != null) {
            limit(below, above, new Limit(first.lower().negate(), !first.hasLower()));
        }
    }

    private void limit(int above, int below, Limit limit) {
        if (limit.isTighterThan(limits[above][below])) {
            limits[above][below] = limit;
        }
    }

    /** False when a figure would be below itself. */
    private boolean tighten() {
        int count = limits.length;
        for (int via = 0; via < count; via++) {
            for (int above = 0; above < count; above++) {
                for (int below = 0; below < count; below++) {
                    Limit first = limits[above][via];
                    Limit second = limits[via][below];
                    if (first != null && second != null) {
                        limit(above, below, first.plus(second));
                    }
                }
            }
        }
        Limit none = new Limit(BigDecimal.ZERO, false);
        for (int i = 0; i < count; i++) {
            Limit own = limits[i][i];
            if (own != null && own.isTighterThan(none)) {
                return false;
            }
        }
        return true;
    }

    private Values between(int above, int below) {
        Limit most = limits[above][below];
        Limit least = limits[below][above];
        return Values.of(NumberSet.of(new NumberSet.Part(
                least == null ? null : least.most().negate(),
                least != null && !least.strict(),
                most == null ? null : most.most(),
                most != null && !most.strict())));
    }
}
