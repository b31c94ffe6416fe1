package org.plimsoll.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tests of many rule sets for reading: a line each, and what they come to together. */
final class LibraryText {
    private static final double NANOS_OF_A_MILLISECOND = 1_000_000d;
    private static final String TOTAL = "total";
    private static final String ROW = "%s  %7s  %9s  %8s  %7s  %9s  %7s  %9s  %12s\n";

    private LibraryText() {}

    /** Lines end with a line feed. */
    static String of(List<RuleSetTest> tests) {
        int width = tests.stream()
                .mapToInt(test -> test.check().folder().path().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(row(
                "      " + padded("rule set", width),
                "rules",
                "published",
                "derived",
                "house",
                "unstated",
                "failed",
                "coverage",
                "time"));
        for (RuleSetTest test : tests) {
            String name = (test.passed() ? "pass  " : "FAIL  ")
                    + padded(test.check().folder().path(), width);
            text.append(test.report() == null ? name + "  does not compile\n" : row(name, Tally.of(test)));
        }
        Tally total = Tally.of(tests);
        return text.append(row("      " + padded(TOTAL, width), total))
                .append(CheckCommand.counted(total.ruleSets(), "rule set"))
                .append(": ")
                .append(total.passed())
                .append(" passed, ")
                .append(total.ruleSets() - total.passed())
                .append(" failed\n")
                .toString();
    }

    private static String row(String name, Tally tally) {
        Tally.ByBasis passed = tally.byBasis();
        return row(
                name,
                tally.rules(),
                passed.published(),
                passed.derived(),
                passed.house(),
                passed.unstated(),
                tally.failed(),
                tally.coveragePercent() + " %",
                milliseconds(tally.time()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String milliseconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / NANOS_OF_A_MILLISECOND);
    }
}
