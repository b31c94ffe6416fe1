package org.plimsoll.wire;

import static org.plimsoll.wire.Markdown.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.Reading;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.why.ExplainedDecision;

/** The rules that a letter names, numbered in the order in which it does, with what they read. */
final class LetterRules {
    private static final int MOST_FACTS = 5;

    private final ExplainedDecision explained;
    private final Map<RuleReference, Set<Reading>> named = new LinkedHashMap<>();
    private final Map<RuleReference, Integer> numbers = new LinkedHashMap<>();

    LetterRules(ExplainedDecision explained) {
        this.explained = explained;
    }

    /** The number of a line's rule in brackets with a space before it; empty without a rule. */
    String mark(ExplanationNode line) {
        RuleReference rule = line.rule();
        if (rule == null) {
            return "";
        }
        named.computeIfAbsent(rule, first -> new LinkedHashSet<>()).addAll(line.readings());
        return " \\[" + numbers.computeIfAbsent(rule, first -> numbers.size() + 1) + "\\]";
    }

    /** Writes the rules that were named. */
    void writeTo(StringBuilder letter) {
        if (named.isEmpty()) {
            return;
        }
        letter.append("## The rules, and what they read\n\n");
        named.forEach((rule, readings) -> {
            letter.append("- \\[")
                    .append(numbers.get(rule))
                    .append("\\] Rule \"")
                    .append(text(rule.name()));
            letter.append("\", ").append(text(rule.file())).append(" line ").append(rule.line());
            explained
                    .sourceOf(rule)
                    .ifPresent(
                            source -> letter.append(" (").append(text(source)).append(')'));
            letter.append('\n');
            readings.stream()
                    .filter(reading -> !reading.values().isEmpty())
                    .limit(MOST_FACTS)
                    .forEach(reading -> letter.append("  - of ")
                            .append(text(reading.fact()))
                            .append(": ")
                            .append(values(reading.values()))
                            .append('\n'));
            if (readings.size() > MOST_FACTS) {
                letter.append("  - and of ")
                        .append(readings.size() - MOST_FACTS)
                        .append(" more, which the explanation in JSON lists\n");
            }
        });
        letter.append('\n');
    }

    static String values(List<Reading.Value> values) {
        return values.stream()
                .map(value -> text(value.name()) + " = " + text(value.value())
                        + (value.source() == null ? "" : " (" + text(value.source()) + ")"))
                .collect(Collectors.joining("; "));
    }
}
