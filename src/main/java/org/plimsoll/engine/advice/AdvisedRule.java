package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plimsoll.engine.RuleSource;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;

/** A rule as advice sees it. */
final class AdvisedRule {
    private final RuleSource source;
    private final ParsedRule parsed;
    private final int line;
    private final List<AdvisedPattern> patterns;
    private final boolean joins;
    private final List<Said> said = new ArrayList<>();
    private final Map<String, List<Node>> assigned;

    AdvisedRule(
            RuleSource source,
            ParsedRule parsed,
            List<AdvisedPattern> patterns,
            boolean joins,
            Map<String, List<Node>> assigned) {
        this.source = source;
        this.parsed = parsed;
        this.line = source.lineOfRule(parsed.start());
        this.patterns = List.copyOf(patterns);
        this.joins = joins;
        this.assigned = assigned;
    }

    /**
     * A pattern of a rule.
     *
     * @param names what names stand for in it
     * @param parts its conditions, {@code &&} taken apart
     * @param alternatives when it holds; empty when it never does
     * @param understood whether that could be told
     */
    record AdvisedPattern(Names names, List<Part> parts, List<Alternative> alternatives, boolean understood) {
        AdvisedPattern {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A condition.
     *
     * @param node the condition
     * @param boxes when it holds
     * @param terms what it tests, also when it never holds
     */
    record Part(Node node, List<Box> boxes, Set<Term> terms) {
        /** Whether it tests a term. */
        boolean tests(Term term) {
            return terms.contains(term);
        }
    }

    void add(Said outcome) {
        said.add(outcome);
    }

    RuleSource source() {
        return source;
    }

    ParsedRule parsed() {
        return parsed;
    }

    String name() {
        return parsed.name();
    }

    int line() {
        return line;
    }

    /** Patterns that a fact must match; patterns of not, exists and accumulate are not among them. */
    List<AdvisedPattern> patterns() {
        return patterns;
    }

    List<Said> said() {
        return said;
    }

    /** Every value that the consequence gives to a variable. */
    Map<String, List<Node>> assigned() {
        return assigned;
    }

    /** Whether it is about one fact, and it can be told about which. */
    boolean isPlain() {
        return !joins && patterns.size() == 1 && patterns.get(0).understood();
    }

    /** Whether it holds for no fact. */
    boolean isDead() {
        return patterns.stream()
                .anyMatch(pattern ->
                        pattern.understood() && pattern.alternatives().isEmpty());
    }

    /** As another rule's message names it. */
    String named() {
        return "'" + name() + "' (" + source.file() + ":" + line + ")";
    }

    /** Whether it stands after another. */
    boolean isAfter(AdvisedRule other) {
        int byFile = source.file().compareTo(other.source.file());
        return byFile != 0
                ? byFile > 0
                : line != other.line ? line > other.line : parsed.start() > other.parsed.start();
    }
}
