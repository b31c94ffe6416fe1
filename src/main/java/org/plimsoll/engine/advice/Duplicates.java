package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.advice.AdvisedRule.AdvisedPattern;
import org.plimsoll.engine.advice.AdvisedRule.Part;
import org.plimsoll.engine.gate.RuleReader;

/** Rules of the same conditions, whatever their order and the scale of their decimals; and conditions that are written twice. */
final class Duplicates {
    private final Advice advice;

    Duplicates(Advice advice) {
        this.advice = advice;
    }

    void find(List<AdvisedRule> rules) {
        Map<String, List<AdvisedRule>> byCondition = new LinkedHashMap<>();
        for (AdvisedRule rule : rules) {
            rule.patterns().forEach(pattern -> repeated(rule, pattern));
            if (rule.isPlain()) {
                AdvisedPattern only = rule.patterns().get(0);
                SortedSet<String> condition = new TreeSet<>();
                only.alternatives()
                        .forEach(alternative ->
                                condition.add(alternative.written().spelled()));
                byCondition
                        .computeIfAbsent(only.names().fact().name() + condition, none -> new ArrayList<>())
                        .add(rule);
            }
        }
        byCondition.values().forEach(this::same);
    }

    private void same(List<AdvisedRule> rules) {
        AdvisedRule first = rules.get(0);
        for (AdvisedRule rule : rules.subList(1, rules.size())) {
            if (rule.said().stream()
                    .anyMatch(one ->
                            first.said().stream().anyMatch(other -> Contradictions.areContradictory(one, other)))) {
                continue;
            }
            boolean decidesTheSame = rule.said().stream()
                    .anyMatch(one -> first.said().stream()
                            .anyMatch(other -> one.type().equals(other.type())
                                    && one.kind().equals(other.kind())));
            advice.add(
                    AdviceCode.DUPLICATE_CONDITION,
                    decidesTheSame ? Severity.WARNING : Severity.INFO,
                    "This rule has the same conditions as rule " + first.named()
                            + (decidesTheSame
                                    ? " and says the same kind of thing. Delete one of them, or mend the condition that"
                                            + " should differ."
                                    : ". If it is meant, write one rule that says both."),
                    rule,
                    rule.parsed().start());
        }
    }

    private void repeated(AdvisedRule rule, AdvisedPattern pattern) {
        Map<List<Box>, Part> seen = new HashMap<>();
        for (Part part : pattern.parts()) {
            Part earlier = seen.putIfAbsent(part.boxes(), part);
            if (earlier != null && !part.boxes().isEmpty() && !part.boxes().contains(Box.ALL)) {
                String one = Wording.condition(RuleReader.written(earlier.node()));
                String other = Wording.condition(RuleReader.written(part.node()));
                advice.add(
                        AdviceCode.DUPLICATE_CONDITION,
                        Severity.WARNING,
                        "The condition `" + other + "` is written twice"
                                + (one.equals(other) ? "" : ", the first time as `" + one + "`")
                                + ". Delete one of them, or write what was meant instead.",
                        rule,
                        part.node().start());
            }
        }
    }
}
