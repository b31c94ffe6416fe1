package org.plimsoll.engine.why;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.ExplanationNode.Kind;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.WhyNot.RuleAnswer;
import org.plimsoll.decision.WhyNot.Verdict;
import org.plimsoll.policy.Fact;

/** Answers for rules that fired: what they said, and whether it counts. */
final class FiredRules {
    private static final int MOST_SAID = 5;

    private final ExplanationNode explanation;

    /**
     * @param explanation the decision, with what each rule read
     */
    FiredRules(ExplanationNode explanation) {
        this.explanation = explanation;
    }

    /**
     * The answer for a rule.
     *
     * @param firings its firings, at least one
     */
    RuleAnswer answer(RuleReference rule, List<Firing> firings) {
        Set<String> facts = new LinkedHashSet<>();
        firings.forEach(firing -> firing.facts().forEach(fact -> facts.add(fact.toString())));
        Set<String> counting = new LinkedHashSet<>();
        Set<String> replaced = new LinkedHashSet<>();
        collect(explanation, rule, facts, counting, replaced);
        boolean counts = !counting.isEmpty();
        String fired = "Rule \"" + rule.name() + "\" fired on " + listed(facts);
        String sentence;
        if (counts) {
            sentence = fired + ", and what it said counts: " + listed(counting) + ".";
        } else if (replaced.isEmpty()) {
            sentence = fired + ", and what it said does not count, since another rule said the same.";
        } else {
            sentence = fired + ", and what it said does not count: " + listed(replaced) + ".";
        }
        return new RuleAnswer(rule.name(), rule, counts ? Verdict.FIRED : Verdict.DID_NOT_COUNT, sentence, List.of());
    }

    /** The answer for a rule that fired and did not say what is asked about. */
    static RuleAnswer otherwise(RuleReference rule, List<Firing> firings, String asked) {
        Set<String> facts = new LinkedHashSet<>();
        for (Firing firing : firings) {
            for (Fact fact : firing.facts()) {
                facts.add(fact.toString());
            }
        }
        return new RuleAnswer(
                rule.name(),
                rule,
                Verdict.SAID_OTHERWISE,
                "Rule \"" + rule.name() + "\" fired on " + listed(facts)
                        + ", and the tests within its consequence did not" + " lead to " + asked + " there.",
                List.of());
    }

    private static void collect(
            ExplanationNode node, RuleReference rule, Set<String> facts, Set<String> counting, Set<String> replaced) {
        boolean isAboutThem = node.readings().isEmpty()
                || node.readings().stream().anyMatch(reading -> facts.contains(reading.fact()));
        if (rule.equals(node.rule()) && isAboutThem) {
            (node.kind() == Kind.REPLACED ? replaced : counting).add(node.title());
        }
        node.children().forEach(child -> collect(child, rule, facts, counting, replaced));
    }

    private static String listed(Set<String> items) {
        List<String> shown = new ArrayList<>(items);
        return shown.size() <= MOST_SAID
                ? String.join("; ", shown)
                : String.join("; ", shown.subList(0, MOST_SAID)) + "; and " + (shown.size() - MOST_SAID) + " more";
    }
}
