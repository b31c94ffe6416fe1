package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of many conditions can hold together. Conditions that name different codes, or whose ranges of a figure lie apart,
 * are never brought together, so that a table of thousands of rows is compared in about the time it takes to read it.
 */
final class Pairs {
    private static final int FEW = 8;

    private final Advice advice;
    private final Visitor visitor;
    private final Set<Long> seen = new HashSet<>();

    private Pairs(Advice advice, Visitor visitor) {
        this.advice = advice;
        this.visitor = visitor;
    }

    /** Told of each pair once. */
    @FunctionalInterface
    interface Visitor {
        /** Two that may hold together, the first having the smaller number. */
        void visit(int first, int second);
    }

    /**
     * One alternative of a condition.
     *
     * @param number number of the condition
     * @param box the alternative
     */
    private record Entry(int number, Box box) {}

    /** Visits every two of the conditions that may hold together, as far as the work allowed goes. */
    static void visit(List<List<Alternative>> conditions, Advice advice, Visitor visitor) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            for (Alternative alternative : conditions.get(i)) {
                entries.add(new Entry(i, alternative.closed()));
            }
        }
        new Pairs(advice, visitor).within(entries);
    }

    private void within(List<Entry> entries) {
        Term divisor = entries.size() <= FEW ? null : divisor(entries);
        if (divisor == null) {
            sweep(entries);
            return;
        }
        Map<String, List<Entry>> byText = new TreeMap<>();
        List<Entry> rest = new ArrayList<>();
        for (Entry entry : entries) {
            Values values = entry.box.of(divisor);
            if (entry.box.tests(divisor) && values.isListed()) {
                values.texts()
                        .texts()
                        .forEach(text -> byText.computeIfAbsent(text, none -> new ArrayList<>())
                                .add(entry));
            } else {
                rest.add(entry);
            }
        }
        byText.values().forEach(this::within);
        within(rest);
        for (Entry entry : rest) {
            byText.values().forEach(same -> same.forEach(other -> visit(entry, other)));
        }
    }

    /** The term that tells most of the entries apart; null when none is worth it. */
    private static @Nullable Term divisor(List<Entry> entries) {
        Map<Term, Map<String, Integer>> counts = new HashMap<>();
        Map<Term, Integer> named = new HashMap<>();
        for (Entry entry : entries) {
            entry.box.values().forEach((term, values) -> {
                if (values.isListed() && values.texts().texts().size() <= FEW) {
                    named.merge(term, 1, Integer::sum);
                    Map<String, Integer> ofTerm = counts.computeIfAbsent(term, none -> new HashMap<>());
                    values.texts().texts().forEach(text -> ofTerm.merge(text, 1, Integer::sum));
                }
            });
        }
        Term best = null;
        int least = entries.size() * 3 / 4;
        for (Map.Entry<Term, Map<String, Integer>> each : new TreeMap<>(counts).entrySet()) {
            int rest = entries.size() - named.getOrDefault(each.getKey(), 0);
            int largest = rest
                    + each.getValue().values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0);
            if (largest < least) {
                least = largest;
                best = each.getKey();
            }
        }
        return best;
    }

    /** Brings together those whose ranges of the most common figure meet. */
    private void sweep(List<Entry> entries) {
        Map<Term, Integer> counts = new TreeMap<>();
        for (Entry entry : entries) {
            entry.box.values().forEach((term, values) -> {
                if (values.isNumeric() && !values.absent()) {
                    counts.merge(term, 1, Integer::sum);
                }
            });
        }
        Term figure = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
        List<Entry> sorted = new ArrayList<>(entries);
        if (figure != null) {
            sorted.sort(Comparator.comparing(
                    entry -> lower(entry.box.of(figure)), Comparator.nullsFirst(Comparator.naturalOrder())));
        }
        List<Entry> open = new ArrayList<>();
        for (Entry entry : sorted) {
            BigDecimal from = figure == null ? null : lower(entry.box.of(figure));
            open.removeIf(other -> from != null && figure != null && endsBelow(other.box.of(figure), from));
            for (Entry other : open) {
                visit(other, entry);
            }
            if (advice.isExhausted()) {
                advice.cutOff();
                return;
            }
            open.add(entry);
        }
    }

    private static @Nullable BigDecimal lower(Values values) {
        return values.absent() || values.numbers().isEmpty()
                ? null
                : values.numbers().parts().get(0).lower();
    }

    private static boolean endsBelow(Values values, BigDecimal limit) {
        if (values.absent() || values.numbers().isEmpty()) {
            return false;
        }
        List<NumberSet.Part> parts = values.numbers().parts();
        BigDecimal upper = parts.get(parts.size() - 1).upper();
        return upper != null && upper.compareTo(limit) < 0;
    }

    private void visit(Entry a, Entry b) {
        int first = Math.min(a.number, b.number);
        int second = Math.max(a.number, b.number);
        if (first == second || !advice.mayCompare() || a.box.and(b.box).isEmpty()) {
            return;
        }
        if (seen.add(((long) first << 32) | second) && advice.mayExamine()) {
            visitor.visit(first, second);
        }
    }
}
