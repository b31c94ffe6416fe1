package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.advice.AdvisedRule.Part;

/**
 * The condition of a rule to look at.
 *
 * @param offset where it stands
 * @param terms what is tested, the most telling first
 */
record Place(int offset, List<Term> terms) {
    /**
     * For two rules that hold together: a list of codes in which they differ, a limit that lies within the other's range,
     * or what only this rule tests.
     */
    static Place ofClash(Said own, Said other) {
        Box here = first(own);
        Box there = first(other);
        List<Term> differing = new ArrayList<>();
        List<Term> alone = new ArrayList<>();
        List<Term> same = new ArrayList<>();
        for (Term term : here.values().keySet()) {
            if (term.id().equals("pool.positionCount") && part(own, term) == null) {
                continue;
            } else if (!there.tests(term)) {
                alone.add(term);
            } else {
                (here.of(term).equals(there.of(term)) ? same : differing).add(term);
            }
        }
        Set<Term> terms = new LinkedHashSet<>();
        differing.stream().filter(term -> !here.of(term).isNumeric()).forEach(terms::add);
        terms.addAll(differing);
        alone.stream().filter(term -> here.of(term).isNumeric()).forEach(terms::add);
        terms.addAll(alone);
        Set<Term> all = new LinkedHashSet<>(terms);
        there.values().keySet().stream()
                .filter(term -> !here.tests(term) && part(other, term) != null)
                .forEach(all::add);
        all.addAll(same);
        for (Term term : terms) {
            Part part = edge(own, term, there.of(term));
            if (part != null) {
                return new Place(part.node().start(), List.copyOf(all));
            }
        }
        return new Place(own.rule().parsed().start(), List.copyOf(all));
    }

    /** The condition on a term; the rule itself when there is none. */
    static int of(Said said, Term term, Values wanted) {
        Part part = edge(said, term, wanted);
        return part == null ? said.rule().parsed().start() : part.node().start();
    }

    private static Box first(Said said) {
        return said.alternatives().isEmpty()
                ? Box.ALL
                : said.alternatives().get(0).written();
    }

    private static @Nullable Part part(Said said, Term term) {
        return edge(said, term, term.universe());
    }

    /** The condition on a term that has a limit among the given values; any condition on it when none has. */
    private static @Nullable Part edge(Said said, Term term, Values among) {
        Part found = null;
        for (AdvisedRule.AdvisedPattern pattern : said.rule().patterns()) {
            for (Part part : pattern.parts()) {
                if (!part.tests(term)) {
                    continue;
                }
                boolean isWithin = part.boxes().stream()
                        .flatMap(box -> box.of(term).numbers().parts().stream())
                        .anyMatch(interval -> touches(among.numbers(), interval.lower())
                                || touches(among.numbers(), interval.upper()));
                if (isWithin) {
                    return part;
                }
                found = found == null ? part : found;
            }
        }
        return found;
    }

    private static boolean touches(NumberSet numbers, @Nullable BigDecimal limit) {
        if (limit == null) {
            return false;
        }
        return numbers.contains(limit)
                || numbers.parts().stream()
                        .anyMatch(part -> limit.stripTrailingZeros().equals(part.lower())
                                || limit.stripTrailingZeros().equals(part.upper()));
    }
}
