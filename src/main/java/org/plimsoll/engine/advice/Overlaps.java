package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.advice.Clashes.Clash;

/**
 * Rules that decide the same thing for the same fact. Of haircuts of one kind the largest applies: a narrower rule with a
 * smaller one has no effect, one with a larger one is a stricter case of the wider rule. Two requirements on one scope are
 * an overlap at any rate, refused or warned of when it happens.
 */
final class Overlaps {
    private final Knowledge knowledge;
    private final Advice advice;
    private final Clashes overlaps = new Clashes(AdviceCode.OVERLAP);

    Overlaps(Knowledge knowledge, Advice advice) {
        this.knowledge = knowledge;
        this.advice = advice;
    }

    void find(List<AdvisedRule> rules) {
        Map<String, List<Said>> byTopic = new TreeMap<>();
        for (AdvisedRule rule : rules) {
            for (Said said : rule.said()) {
                if (said.isPlain()) {
                    said.decides()
                            .ifPresent(topic -> byTopic.computeIfAbsent(topic, none -> new ArrayList<>())
                                    .add(said));
                }
            }
        }
        for (List<Said> same : byTopic.values()) {
            List<List<Alternative>> conditions =
                    same.stream().map(Said::alternatives).toList();
            Pairs.visit(conditions, advice, (first, second) -> compare(same.get(first), same.get(second)));
        }
        overlaps.report(
                advice,
                (own, partner) -> "This rule gives " + own.topic() + ", and so does rule "
                        + partner.rule().named());
        shadowedByWider(rules);
    }

    private void compare(Said a, Said b) {
        if (a.rule() == b.rule() || a.rule().isAfter(b.rule())) {
            if (a.rule() != b.rule()) {
                compare(b, a);
            }
            return;
        }
        boolean aWithinB = Alternative.within(a.alternatives(), b.alternatives());
        boolean bWithinA = Alternative.within(b.alternatives(), a.alternatives());
        if (aWithinB && bWithinA) {
            // Rules of the same conditions are reported as such.
            return;
        }
        Optional<Box> common = common(a, b);
        if (common.isEmpty()) {
            return;
        }
        switch (a.type()) {
            case "Haircut" -> haircuts(a, b, aWithinB, bWithinA, common.get());
            case "MarginRequirement", "GrossRequirement" ->
                overlaps.add(new Clash(
                        a,
                        b,
                        common.get(),
                        isKnown(common.get(), a, b) ? Severity.WARNING : Severity.INFO,
                        "Let the conditions exclude each other: an evaluation in which both hold is refused, or takes the"
                                + " larger with a warning."));
            default -> {
                if (aWithinB || bWithinA) {
                    shadowed(aWithinB ? a : b, aWithinB ? b : a, "requires the same and holds whenever this one does");
                }
            }
        }
    }

    /** Where both hold; empty when they cannot in an ordinary policy. */
    private Optional<Box> common(Said a, Said b) {
        for (Alternative one : a.alternatives()) {
            for (Alternative other : b.alternatives()) {
                Optional<Box> both = one.closed().and(other.closed()).flatMap(knowledge::ordinary);
                if (both.isPresent()) {
                    return both;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether both can hold as far as anybody can tell. A relation of figures that only one of them tests, as in {@code
     * grossNotional == netNotional}, may rule the other out for reasons that are not known here.
     */
    private static boolean isKnown(Box common, Said a, Said b) {
        return common.values().keySet().stream()
                .filter(term -> term.isOpaque() || !term.parts().isEmpty())
                .allMatch(term -> tests(a, term) && tests(b, term));
    }

    private static boolean tests(Said said, Term term) {
        return said.alternatives().stream()
                .anyMatch(alternative -> alternative.written().values().containsKey(term));
    }

    private void haircuts(Said a, Said b, boolean aWithinB, boolean bWithinA, Box common) {
        BigDecimal ofA = a.rate();
        BigDecimal ofB = b.rate();
        boolean bothKnown = ofA != null && ofB != null;
        int order = ofA != null && ofB != null ? ofA.compareTo(ofB) : 0;
        boolean alike = bothKnown ? order == 0 : a.meaning().equals(b.meaning());
        if ((aWithinB && (alike || (bothKnown && order < 0))) || (bWithinA && (alike || (bothKnown && order > 0)))) {
            boolean first = aWithinB && (alike || order < 0);
            Said narrow = first ? a : b;
            Said wide = first ? b : a;
            shadowed(
                    narrow,
                    wide,
                    "holds whenever this one does and gives "
                            + (alike
                                    ? "the same haircut"
                                    : "the larger haircut " + shown(wide) + " than " + shown(narrow))
                            + ", and of one kind the largest applies");
            return;
        }
        boolean isStricterCase = aWithinB || bWithinA;
        overlaps.add(new Clash(
                a,
                b,
                common,
                isStricterCase || alike ? Severity.INFO : Severity.WARNING,
                isStricterCase
                        ? "The largest of one kind applies. If that is meant, leave it so; else let the conditions exclude"
                                + " each other."
                        : "The largest of one kind applies; let the conditions exclude each other, so that each rule says"
                                + " what it gives."));
    }

    private static String shown(Said said) {
        BigDecimal rate = said.rate();
        return rate == null ? "" : Numerals.shown(rate);
    }

    private void shadowed(Said narrow, Said wide, String because) {
        Place place = Place.ofClash(narrow, wide);
        advice.add(
                AdviceCode.SHADOWED,
                Severity.WARNING,
                "This rule has no effect: rule " + wide.rule().named() + " " + because
                        + ". Delete this rule, or take its case out of the other's condition.",
                narrow.rule(),
                place.offset());
    }

    /** Haircuts on what is never eligible, and requirements that a group's or a pool's always replaces. */
    private void shadowedByWider(List<AdvisedRule> rules) {
        List<Said> wide = new ArrayList<>();
        List<Said> narrow = new ArrayList<>();
        for (AdvisedRule rule : rules) {
            for (Said said : rule.said()) {
                boolean isWider = said.type().equals("Ineligible")
                        || (said.requiresMargin() && !said.fact().equals("Position"));
                if (isWider && said.isPlain()) {
                    wide.add(said);
                }
                if (said.type().equals("Haircut")
                        || (said.requiresMargin() && !said.fact().equals("MarginPool"))) {
                    narrow.add(said);
                }
            }
        }
        for (Said each : narrow) {
            wide.stream()
                    .filter(other -> replaces(other, each) && advice.mayCompare())
                    .filter(other -> !each.alternatives().isEmpty()
                            && Alternative.within(each.alternatives(), other.alternatives()))
                    .findFirst()
                    .ifPresent(other -> shadowed(
                            each,
                            other,
                            other.type().equals("Ineligible")
                                    ? "holds whenever this one does and calls the asset ineligible, so that it counts for"
                                            + " nothing"
                                    : "holds whenever this one does and gives " + other.topic()
                                            + ", which replaces that of its parts"));
        }
    }

    private static boolean replaces(Said wide, Said narrow) {
        if (wide.rule() == narrow.rule()
                || wide.type().equals("Ineligible") != narrow.type().equals("Haircut")) {
            return false;
        }
        return wide.type().equals("Ineligible")
                || (wide.fact().equals("MarginPool") && !narrow.fact().equals("MarginPool"))
                || (wide.fact().equals("PositionGroup")
                        && (narrow.fact().equals("Position") || narrow.fact().equals("Strategy")));
    }
}
