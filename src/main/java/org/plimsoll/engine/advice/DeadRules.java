package org.plimsoll.engine.advice;

import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.advice.AdvisedRule.AdvisedPattern;
import org.plimsoll.engine.advice.AdvisedRule.Part;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.RuleReader;

/** Rules whose conditions contradict each other, or the vocabulary. */
final class DeadRules {
    private final Knowledge knowledge;
    private final Advice advice;

    DeadRules(Knowledge knowledge, Advice advice) {
        this.knowledge = knowledge;
        this.advice = advice;
    }

    void find(AdvisedRule rule) {
        for (AdvisedPattern pattern : rule.patterns()) {
            if (pattern.understood() && pattern.alternatives().isEmpty()) {
                report(rule, pattern);
                return;
            }
        }
    }

    private void report(AdvisedRule rule, AdvisedPattern pattern) {
        List<Part> parts = pattern.parts();
        Box fact = Knowledge.ofFact(pattern.names().fact().name());
        for (int last = 0; last < parts.size(); last++) {
            if (holds(fact, parts.subList(0, last + 1))) {
                continue;
            }
            Part contradicting = parts.get(last);
            String why = because(fact, parts.subList(0, last), contradicting);
            advice.add(
                    AdviceCode.NEVER_MATCHES,
                    Severity.WARNING,
                    "This rule never applies: " + why + " Change the condition, or delete the rule.",
                    rule,
                    contradicting.node().start());
            return;
        }
    }

    private String because(Box fact, List<Part> before, Part last) {
        String written = written(last);
        if (!holds(fact, List.of(last))) {
            String possible = possible(last).map(values -> "; " + values).orElse("");
            return written + " holds for no value" + possible + ".";
        }
        for (Part earlier : before) {
            if (!holds(fact, List.of(earlier, last))) {
                return written(earlier) + " and " + written + " never hold together.";
            }
        }
        return written + " never holds together with the conditions before it.";
    }

    /** What the tested figure or code can be. */
    private static Optional<String> possible(Part part) {
        return part.node() instanceof Node.Binary || part.node() instanceof Node.In
                ? tested(part).map(term -> term.shown() + " is " + Wording.values(term.universe()))
                : Optional.empty();
    }

    private static Optional<Term> tested(Part part) {
        return part.terms().stream()
                .filter(term -> !term.universe().numbers().equals(NumberSet.ALL))
                .findFirst();
    }

    private boolean holds(Box fact, List<Part> parts) {
        List<Box> boxes = List.of(fact);
        for (Part part : parts) {
            boxes = ConditionReading.and(boxes, part.boxes());
        }
        return boxes.stream().anyMatch(box -> knowledge.closed(box).isPresent());
    }

    private static String written(Part part) {
        return "`" + Wording.condition(RuleReader.written(part.node())) + "`";
    }
}
