package org.plimsoll.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseBasis;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseResult;

/**
 * What testing one or many rule sets comes to.
 *
 * @param ruleSets number of rule sets
 * @param passed how many of them passed
 * @param rules number of their own rules; none of one that does not compile
 * @param fired how many of these cases fire
 * @param byBasis cases that passed
 * @param failed cases that failed
 * @param time time that evaluating the cases took
 */
record Tally(int ruleSets, int passed, int rules, int fired, ByBasis byBasis, int failed, Duration time) {
    private static final Tally NOTHING = new Tally(0, 0, 0, 0, new ByBasis(0, 0, 0, 0), 0, Duration.ZERO);
    private static final int PERCENT = 100;

    /** Cases that passed, by what their expected figures rest on; {@code unstated} when they do not say. */
    record ByBasis(int published, int derived, int house, int unstated) {
        int total() {
            return published + derived + house + unstated;
        }

        private ByBasis plus(ByBasis other) {
            return new ByBasis(
                    published + other.published,
                    derived + other.derived,
                    house + other.house,
                    unstated + other.unstated);
        }

        private static ByBasis of(CaseReport report) {
            return new ByBasis(
                    passed(report, CaseBasis.PUBLISHED),
                    passed(report, CaseBasis.DERIVED),
                    passed(report, CaseBasis.HOUSE),
                    passed(report, null));
        }

        private static int passed(CaseReport report, @Nullable CaseBasis basis) {
            return (int) report.results().stream()
                    .filter(CaseResult::passed)
                    .filter(result -> result.tested().basis() == basis)
                    .count();
        }
    }

    static Tally of(RuleSetTest test) {
        CaseReport report = test.report();
        int passed = test.passed() ? 1 : 0;
        return report == null
                ? new Tally(1, passed, 0, 0, NOTHING.byBasis, 0, Duration.ZERO)
                : new Tally(
                        1,
                        passed,
                        report.rules().size(),
                        report.rules().size() - report.unfired().size(),
                        ByBasis.of(report),
                        report.failedCount(),
                        report.elapsed());
    }

    /** Of several together. */
    static Tally of(List<RuleSetTest> tests) {
        return tests.stream().map(Tally::of).reduce(NOTHING, Tally::plus);
    }

    private Tally plus(Tally other) {
        return new Tally(
                ruleSets + other.ruleSets,
                passed + other.passed,
                rules + other.rules,
                fired + other.fired,
                byBasis.plus(other.byBasis),
                failed + other.failed,
                time.plus(other.time));
    }

    /** Share of rules that cases fire, zero to one, rounded down to two decimals; one without rules. */
    BigDecimal coverage() {
        return rules == 0
                ? BigDecimal.ONE
                : BigDecimal.valueOf(fired).divide(BigDecimal.valueOf(rules), 2, RoundingMode.DOWN);
    }

    int coveragePercent() {
        return coverage().multiply(BigDecimal.valueOf(PERCENT)).intValueExact();
    }
}
