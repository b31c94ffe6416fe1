package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Diagnostic.Severity;

/** Collects findings, and keeps account of the work that was done for them. */
final class Advice {
    /** Findings of one rule set; nobody reads more. */
    static final int MOST_FINDINGS = 500;

    /** Comparisons of two conditions at a glance. */
    static final int MOST_COMPARISONS = 1_000_000;

    /** Comparisons of two conditions that may hold together; few rules of an honest rule set do. */
    static final int MOST_EXAMINATIONS = 20_000;

    private final int mostComparisons;
    private final List<Diagnostic> findings = new ArrayList<>();
    private int comparisons;
    private int examinations;
    private boolean cutOff;

    Advice(int mostComparisons) {
        this.mostComparisons = mostComparisons;
    }

    void add(AdviceCode code, Severity severity, String message, AdvisedRule rule, int offset) {
        if (findings.size() >= MOST_FINDINGS) {
            cutOff = true;
            return;
        }
        findings.add(rule.source().found(code.name(), severity, message, offset, rule.name()));
    }

    /** Something about the rule set as a whole, or about its manifest. */
    void addToManifest(AdviceCode code, Severity severity, String message, ParameterPlaces.Place place) {
        findings.add(new Diagnostic(code.name(), severity, message, place.file(), place.line(), place.column(), null));
    }

    /** Whether one more comparison may be made. */
    boolean mayCompare() {
        if (comparisons >= mostComparisons) {
            cutOff = true;
            return false;
        }
        comparisons++;
        return true;
    }

    /** Whether two more conditions that may hold together may be examined. */
    boolean mayExamine() {
        if (examinations >= MOST_EXAMINATIONS) {
            cutOff = true;
            return false;
        }
        examinations++;
        return true;
    }

    /** Whether nothing more may be compared. */
    boolean isExhausted() {
        return comparisons >= mostComparisons || examinations >= MOST_EXAMINATIONS;
    }

    /** That something was left out. */
    void cutOff() {
        cutOff = true;
    }

    /** Everything found, by place. */
    List<Diagnostic> sorted() {
        if (cutOff) {
            addToManifest(
                    AdviceCode.ADVICE_INCOMPLETE,
                    Severity.WARNING,
                    "There are too many rules about the same thing to compare each with each: after " + mostComparisons
                            + " comparisons, " + MOST_EXAMINATIONS + " of rules that may hold together, or "
                            + MOST_FINDINGS
                            + " findings the rest was not looked at. Mend what is"
                            + " found, or divide the rules by a code that each names with ==.",
                    ParameterPlaces.TOP);
        }
        return findings.stream().sorted().distinct().toList();
    }
}
