package org.plimsoll.engine;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something found in a rule file, told to its author.
 *
 * @param code stable code, {@code UPPER_SNAKE}
 * @param severity whether it stops the rule set
 * @param message a sentence that says what to write instead
 * @param file path within the rule set's folder
 * @param line line counted from one
 * @param column column counted from one; one when only the line is known
 * @param rule name of the rule it stands in; null outside any
 */
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        String file,
        int line,
        int column,
        @Nullable String rule) implements Comparable<Diagnostic> {

    /** Whether a diagnostic stops the rule set; the worst first. */
    public enum Severity {
        /** It stops the rule set. */
        ERROR,
        /** It is probably wrong. */
        WARNING,
        /** It is worth a look. */
        INFO
    }

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Diagnostic::file)
            .thenComparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    /** An error. */
    public static Diagnostic error(
            String code, String message, String file, int line, int column, @Nullable String rule) {
        return new Diagnostic(code, Severity.ERROR, message, file, line, column, rule);
    }

    /** By place. */
    @Override
    public int compareTo(Diagnostic other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code file:line:column: CODE: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + code + ": " + message;
    }
}
