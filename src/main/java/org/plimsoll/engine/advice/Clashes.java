package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plimsoll.engine.Diagnostic.Severity;

/**
 * Pairs of rules that get in each other's way. A rule that does so with several others is most likely the one that is
 * wrong: it is reported once, with all of them; a pair alone is reported at the later rule.
 */
final class Clashes {
    private static final int MOST_NAMED = 3;
    private static final int MOST_CLASHES = 2000;

    private final AdviceCode code;
    private final List<Clash> clashes = new ArrayList<>();
    private boolean cutOff;

    Clashes(AdviceCode code) {
        this.code = code;
    }

    /**
     * Two rules.
     *
     * @param one what one says
     * @param other what the other says
     * @param common where both hold
     * @param severity how bad it is
     * @param instead what to write
     */
    record Clash(Said one, Said other, Box common, Severity severity, String instead) {
        private Said partner(AdvisedRule rule) {
            return one.rule() == rule ? other : one;
        }

        private Said own(AdvisedRule rule) {
            return one.rule() == rule ? one : other;
        }

        private boolean concerns(AdvisedRule rule) {
            return one.rule() == rule || other.rule() == rule;
        }

        private AdvisedRule later() {
            return one.rule().isAfter(other.rule()) ? one.rule() : other.rule();
        }
    }

    /** What the two say of each other, before the example. */
    @FunctionalInterface
    interface Sentence {
        /** Such as {@code gives the margin of a position, and so does rule 'b'}. */
        String of(Said own, Said partner);
    }

    void add(Clash clash) {
        if (clashes.size() < MOST_CLASHES) {
            clashes.add(clash);
        } else {
            cutOff = true;
        }
    }

    void report(Advice advice, Sentence sentence) {
        if (cutOff) {
            advice.cutOff();
        }
        List<Clash> left = new ArrayList<>(clashes);
        while (!left.isEmpty()) {
            AdvisedRule rule = worst(left);
            List<Clash> of = left.stream().filter(clash -> clash.concerns(rule)).toList();
            left.removeAll(of);
            for (Severity severity : Severity.values()) {
                report(of.stream().filter(clash -> clash.severity == severity).toList(), rule, advice, sentence);
            }
        }
    }

    private static AdvisedRule worst(List<Clash> clashes) {
        Map<AdvisedRule, Set<String>> partners = new LinkedHashMap<>();
        for (Clash clash : clashes) {
            partners.computeIfAbsent(clash.one.rule(), none -> new TreeSet<>())
                    .add(clash.other.rule().name());
            partners.computeIfAbsent(clash.other.rule(), none -> new TreeSet<>())
                    .add(clash.one.rule().name());
        }
        int most = partners.values().stream().mapToInt(Set::size).max().orElse(1);
        if (most == 1) {
            return clashes.get(0).later();
        }
        return partners.entrySet().stream()
                .filter(entry -> entry.getValue().size() == most)
                .map(Map.Entry::getKey)
                .reduce((a, b) -> b.isAfter(a) ? b : a)
                .orElse(clashes.get(0).later());
    }

    private void report(List<Clash> of, AdvisedRule rule, Advice advice, Sentence sentence) {
        if (of.isEmpty()) {
            return;
        }
        List<Clash> sorted = of.stream()
                .sorted(Comparator.comparing(
                        clash -> clash.partner(rule).rule(), (a, b) -> a == b ? 0 : a.isAfter(b) ? 1 : -1))
                .toList();
        Clash first = sorted.get(0);
        Said own = first.own(rule);
        Said partner = first.partner(rule);
        Place place = Place.ofClash(own, partner);
        List<String> others = sorted.stream()
                .map(clash -> clash.partner(rule).rule().named())
                .distinct()
                .skip(1)
                .toList();
        String also = others.isEmpty()
                ? ""
                : " The same goes for " + Wording.list(others.subList(0, Math.min(MOST_NAMED, others.size())))
                        + (others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more" : "") + ".";
        String example = Wording.example(first.common, place.terms());
        advice.add(
                code,
                first.severity,
                sentence.of(own, partner) + (example.isEmpty() ? "." : ": both hold" + example + ".") + also + " "
                        + first.instead,
                rule,
                place.offset());
    }
}
