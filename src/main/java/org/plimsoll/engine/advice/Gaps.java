package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic.Severity;

/**
 * Values that no rule covers although rules on both sides do. Rules are compared that give the same outcome under conditions
 * that are equal but for one field. Nothing is claimed where another rule speaks of the hole, or speaks of all of it.
 */
final class Gaps {
    private static final int MOST_MISSING_CODES = 2;
    private static final int FEWEST_CODES = 3;

    private final Advice advice;
    private final Coverage coverage;

    Gaps(Knowledge knowledge, Advice advice, List<AdvisedRule> rules) {
        this.advice = advice;
        this.coverage = new Coverage(knowledge, advice, rules);
    }

    /** What rules of one group have in common: the outcome, and all conditions but those on one term. */
    private record Group(String key, Term term, Box others) {
        static Group of(String outcome, Term term, Box others) {
            return new Group(outcome + "\n" + term.id() + "\n" + others.spelled(), term, others);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Group group && key.equals(group.key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }

    /** A rule of a group. */
    private record Member(Said said, Values values) {}

    void find(List<AdvisedRule> rules) {
        Map<Group, List<Member>> groups = new LinkedHashMap<>();
        Set<Group> broken = new HashSet<>();
        for (AdvisedRule rule : rules) {
            for (Said said : rule.said()) {
                Optional<String> outcome = outcome(said);
                if (outcome.isEmpty() || !said.isPlain()) {
                    continue;
                } else if (said.alternatives().size() == 1) {
                    Box box = said.alternatives().get(0).written();
                    for (Term term : box.values().keySet()) {
                        groups.computeIfAbsent(
                                        Group.of(outcome.get(), term, box.without(term)), none -> new ArrayList<>())
                                .add(new Member(said, box.of(term)));
                    }
                } else if (said.alternatives().isEmpty()) {
                    broken.addAll(withoutContradiction(outcome.get(), rule));
                }
            }
        }
        groups.keySet().removeAll(broken);
        groups.forEach((group, members) -> {
            if (members.size() > 1) {
                holes(group, members);
                missingCodes(group, members);
            }
        });
        missingKinds(rules, "Collateral.kind", "Haircut");
        missingKinds(rules, "Position.instrumentType", "MarginRequirement");
    }

    /** What a hole can be in: for add-ons and further haircuts a hole may well be meant. */
    private static Optional<String> outcome(Said said) {
        return switch (said.type()) {
            case "Haircut", "MarginRequirement", "GrossRequirement" -> said.decides();
            case "AddOn" ->
                said.kind().isEmpty() ? Optional.empty() : Optional.of("AddOn " + said.kind() + " " + said.fact());
            default -> Optional.empty();
        };
    }

    private static boolean mustBeComplete(Said said) {
        return said.requiresMargin()
                || (said.type().equals("Haircut") && said.kind().equals("BASE"));
    }

    /** The groups that a rule which never applies would belong to, were its limits in order. */
    private static List<Group> withoutContradiction(String outcome, AdvisedRule rule) {
        List<Group> groups = new ArrayList<>();
        AdvisedRule.AdvisedPattern pattern = rule.patterns().get(0);
        Set<Term> terms = new TreeSet<>();
        pattern.parts().forEach(part -> terms.addAll(part.terms()));
        for (Term term : terms) {
            List<Box> others = List.of(Knowledge.ofFact(pattern.names().fact().name()));
            for (AdvisedRule.Part part : pattern.parts()) {
                if (!part.tests(term)) {
                    others = ConditionReading.and(others, part.boxes());
                }
            }
            if (others.size() == 1) {
                groups.add(Group.of(outcome, term, others.get(0)));
            }
        }
        return groups;
    }

    private void holes(Group group, List<Member> members) {
        NumberSet covered = NumberSet.NONE;
        for (Member member : members) {
            covered = covered.union(member.values.numbers());
        }
        for (NumberSet.Part between : covered.holes()) {
            NumberSet hole = group.term.among(Values.of(NumberSet.of(between))).numbers();
            Said any = members.get(0).said;
            boolean isSuspicious = mustBeComplete(any) || between.isPoint();
            if (hole.isEmpty() || !isSuspicious || isWithinOne(members, between)) {
                continue;
            }
            Optional<Box> region = group.others.with(group.term, Values.of(hole));
            if (region.isPresent() && !coverage.covers(region.get(), group.term, any)) {
                report(group, members, between, hole);
            }
        }
    }

    /** Whether a rule leaves the hole itself, as {@code price < 1 || price > 2} does. */
    private static boolean isWithinOne(List<Member> members, NumberSet.Part between) {
        return members.stream()
                .map(member -> member.values.numbers())
                .anyMatch(numbers -> numbers.holes().contains(between));
    }

    private void report(Group group, List<Member> members, NumberSet.Part between, NumberSet hole) {
        Said below = beside(members, NumberSet.Part::upper, between.lower());
        Said above = beside(members, NumberSet.Part::lower, between.upper());
        if (below == null || above == null) {
            return;
        }
        String field = group.term.shown();
        String missing = Wording.part(hole.parts().get(0));
        advice.add(
                AdviceCode.GAP,
                Severity.WARNING,
                "No rule gives " + (above.type().equals("AddOn") ? "the add-on" : above.topic()) + " when " + field
                        + " is " + missing + ": rule " + below.rule().named()
                        + " ends below it and this one begins above"
                        + " it, under the same other conditions. Let one of them begin where the other ends, with equality"
                        + " on one side, or write a rule for what lies between.",
                above.rule(),
                Place.of(
                        above,
                        group.term,
                        Values.of(NumberSet.of(new NumberSet.Part(between.upper(), true, between.upper(), true)))));
    }

    private static @Nullable Said beside(
            List<Member> members, Function<NumberSet.Part, @Nullable BigDecimal> end, @Nullable BigDecimal limit) {
        for (Member member : members) {
            for (NumberSet.Part part : member.values.numbers().parts()) {
                if (limit != null && limit.equals(end.apply(part))) {
                    return member.said;
                }
            }
        }
        return null;
    }

    private void missingCodes(Group group, List<Member> members) {
        TextSet all = group.term.universe().texts();
        boolean isKind =
                group.term.id().equals("Collateral.kind") || group.term.id().equals("Position.instrumentType");
        if (isKind || all.excludes() || all.texts().size() < FEWEST_CODES) {
            return;
        }
        Set<String> named = new TreeSet<>();
        members.forEach(member -> named.addAll(member.values.texts().texts()));
        Set<String> missing = new TreeSet<>(all.texts());
        missing.removeAll(named);
        missing.removeIf(code -> group.others
                .with(group.term, Values.of(List.of(code)))
                .map(region -> coverage.covers(region, group.term, members.get(0).said))
                .orElse(true));
        if (missing.isEmpty() || missing.size() > MOST_MISSING_CODES || named.size() <= missing.size()) {
            return;
        }
        Said last = members.stream()
                .map(Member::said)
                .reduce((a, b) -> b.rule().isAfter(a.rule()) ? b : a)
                .orElseThrow();
        advice.add(
                AdviceCode.GAP,
                Severity.INFO,
                "No rule gives " + (last.type().equals("AddOn") ? "the add-on" : last.topic()) + " when "
                        + group.term.shown() + " is " + Wording.quoted(missing) + ", although " + members.size()
                        + " rules under the same other conditions name the other codes. Write a rule for it, or leave it"
                        + " so if it is to be refused.",
                last.rule(),
                Place.of(last, group.term, last.alternatives().get(0).written().of(group.term)));
    }

    /** Kinds of assets or instruments that no rule names, although rules name all others. */
    private void missingKinds(List<AdvisedRule> rules, String kind, String type) {
        Set<String> named = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        Said last = null;
        for (AdvisedRule rule : rules) {
            for (Said said : rule.said()) {
                boolean gives = said.type().equals(type) && mustBeComplete(said);
                if (!gives && !said.type().equals("Ineligible")) {
                    continue;
                }
                for (Alternative alternative : said.alternatives()) {
                    Optional<Term> term = alternative.written().values().keySet().stream()
                            .filter(tested -> tested.id().equals(kind))
                            .findFirst();
                    Set<String> codes = term.map(tested -> (Set<String>)
                                    alternative.written().of(tested).texts().texts())
                            .orElse(Set.of());
                    term.ifPresent(
                            tested -> all.addAll(tested.universe().texts().texts()));
                    if (gives && (term.isEmpty() || codes.size() * 2 > all.size())) {
                        // A rule for all that others do not name.
                        return;
                    } else if (gives || codes.size() * 2 <= all.size()) {
                        named.addAll(codes);
                    }
                }
                last = gives && (last == null || rule.isAfter(last.rule())) ? said : last;
            }
        }
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(named);
        if (last != null
                && !missing.isEmpty()
                && missing.size() <= MOST_MISSING_CODES
                && named.size() >= FEWEST_CODES) {
            advice.add(
                    AdviceCode.GAP,
                    Severity.INFO,
                    "No rule gives " + last.topic() + " when " + kind.substring(kind.indexOf('.') + 1) + " is "
                            + Wording.quoted(missing) + ", although rules name all other codes. Write a rule for it, or"
                            + " leave it so if it is to be refused as uncovered.",
                    last.rule(),
                    last.rule().parsed().start());
        }
    }
}
