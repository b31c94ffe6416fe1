package org.plimsoll.cases;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.Diagnostic;

/** A report for reading: each case with its outcome, expected beside actual where they differ, and rules left out. */
public final class CaseReportText {
    private static final double NANOS_OF_A_MILLISECOND = 1_000_000d;
    private static final int WIDEST_COLUMN = 60;

    private final StringBuilder text = new StringBuilder();

    private CaseReportText() {}

    /** Renders a report; lines end with a line feed. */
    public static String of(CaseReport report) {
        CaseReportText writer = new CaseReportText();
        writer.write(report);
        return writer.text.toString();
    }

    private void write(CaseReport report) {
        String file = "";
        for (CaseResult result : report.results()) {
            if (!result.tested().file().equals(file)) {
                file = result.tested().file();
                line(file);
            }
            write(result);
        }
        for (Diagnostic diagnostic : report.diagnostics()) {
            line(diagnostic.toString());
        }
        line(report.summary() + " (" + milliseconds(report.elapsed()) + ")");
        if (!report.unfired().isEmpty()) {
            line("rules that no case fires:");
            for (RuleReference rule : report.unfired()) {
                line("  " + rule.file() + ":" + rule.line() + "  " + rule.name());
            }
        }
    }

    private void write(CaseResult result) {
        Case tested = result.tested();
        line("  " + (result.passed() ? "pass  " : "FAIL  ") + tested.name() + "  (line " + tested.line() + ", "
                + milliseconds(result.elapsed()) + ")");
        if (result.passed()) {
            return;
        }
        if (tested.source() != null) {
            line("        source: " + tested.source());
        }
        List<Check> failures = result.failures();
        int pathWidth = "figure".length();
        int expectedWidth = "expected".length();
        for (Check check : failures) {
            pathWidth = Math.max(pathWidth, Math.min(check.path().length(), WIDEST_COLUMN));
            expectedWidth = Math.max(expectedWidth, Math.min(check.expected().length(), WIDEST_COLUMN));
        }
        row("line", "figure", pathWidth, "expected", expectedWidth, "actual");
        for (Check check : failures) {
            row(
                    Integer.toString(check.line()),
                    check.path(),
                    pathWidth,
                    check.expected(),
                    expectedWidth,
                    check.actual());
        }
    }

    private void row(String line, String path, int pathWidth, String expected, int expectedWidth, String actual) {
        line("        " + padded(line, 5) + padded(path, pathWidth) + "  " + padded(expected, expectedWidth) + "  "
                + actual);
    }

    private static String padded(String value, int width) {
        return value + " ".repeat(Math.max(0, width - value.length()));
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / NANOS_OF_A_MILLISECOND);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
