package org.plimsoll.ruleset;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseResult;
import org.plimsoll.cases.Check;
import org.plimsoll.decision.RuleReference;

/** Reports of checks and tests as callers see them. */
public final class ReportResponses {
    /** State of a report that is complete. */
    static final String DONE = "DONE";

    private static final int NANOS_PER_MICRO = 1_000;

    private ReportResponses() {}

    /**
     * A report that is not complete yet.
     *
     * @param state {@code RUNNING}
     * @param kind {@code CHECK} or {@code TEST}
     * @param contentHash identity of the files it is about
     * @param step what is being done
     * @param done how many cases have run; zero before the first
     * @param total how many there are; zero while that is not known
     */
    public record Running(String state, ReportKind kind, String contentHash, String step, int done, int total) {}

    /**
     * What checking a version came to: gate, compiler and advice.
     *
     * @param state {@code DONE}
     * @param kind {@code CHECK}
     * @param contentHash identity of the files it is about
     * @param engineBuild build of the server that made it
     * @param madeAt when it was made
     * @param passed whether nothing was found that the manifest's gates do not let pass
     * @param errors number of findings that keep the rules from being used
     * @param warnings number of findings that are probably mistakes
     * @param advice number of findings that are worth a look
     * @param rules number of rules; zero when they do not compile
     * @param execution {@code direct}, or {@code session}, which is slower; absent when they do not compile
     * @param unmet gates that are not met, a sentence each
     * @param findings what was found, by place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CheckReport(
            String state,
            ReportKind kind,
            String contentHash,
            String engineBuild,
            Instant madeAt,
            boolean passed,
            long errors,
            long warnings,
            long advice,
            int rules,
            @Nullable String execution,
            List<String> unmet,
            List<RuleSetResponses.Finding> findings) {}

    /**
     * What the worked cases of a version came to.
     *
     * @param state {@code DONE}
     * @param kind {@code TEST}
     * @param contentHash identity of the files it is about
     * @param engineBuild build of the server that made it
     * @param madeAt when it was made
     * @param passed whether the manifest's gates are met
     * @param casesPassed number of cases that passed
     * @param casesFailed number of cases that failed
     * @param coverage which rules the cases fire
     * @param unmet gates that are not met, a sentence each
     * @param findings why case files could not be read, or the rules not be compiled, by place
     * @param cases every case, by file and line
     */
    public record TestReport(
            String state,
            ReportKind kind,
            String contentHash,
            String engineBuild,
            Instant madeAt,
            boolean passed,
            int casesPassed,
            int casesFailed,
            Coverage coverage,
            List<String> unmet,
            List<RuleSetResponses.Finding> findings,
            List<CaseOutcome> cases) {}

    /**
     * Which rules the cases fire.
     *
     * @param rules number of rules
     * @param fired number of those that a case fires
     * @param share the second of the first, zero to one, rounded down to two decimals
     * @param unfired rules that no case fires, by file and line
     */
    public record Coverage(
            int rules,
            int fired,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal share,
            List<Rule> unfired) {
        static Coverage of(CaseReport report) {
            return new Coverage(
                    report.rules().size(),
                    report.rules().size() - report.unfired().size(),
                    report.coverage(),
                    report.unfired().stream().map(Rule::of).toList());
        }
    }

    /**
     * A rule and its place.
     *
     * @param file path within the rule set's folder
     * @param line line counted from one
     * @param name its name
     */
    public record Rule(String file, int line, String name) {
        static Rule of(RuleReference rule) {
            return new Rule(rule.file(), rule.line(), rule.name());
        }
    }

    /**
     * What came of a case.
     *
     * @param name its name
     * @param file path of its file
     * @param line line it begins at
     * @param passed whether all it expected came out
     * @param microseconds time its evaluation took
     * @param checks what it expected, beside what came out
     */
    public record CaseOutcome(
            String name, String file, int line, boolean passed, long microseconds, List<Expectation> checks) {
        static CaseOutcome of(CaseResult result) {
            return new CaseOutcome(
                    result.tested().name(),
                    result.tested().file(),
                    result.tested().line(),
                    result.passed(),
                    result.elapsed().toNanos() / NANOS_PER_MICRO,
                    result.checks().stream().map(Expectation::of).toList());
        }
    }

    /**
     * Something a case expected, beside what came out.
     *
     * @param path what it is about, such as {@code pools/cross/initialMargin}
     * @param expected what was expected
     * @param actual what came out
     * @param passed whether that is what was expected
     * @param line line of the expectation
     */
    public record Expectation(String path, String expected, String actual, boolean passed, int line) {
        static Expectation of(Check check) {
            return new Expectation(check.path(), check.expected(), check.actual(), check.passed(), check.line());
        }
    }
}
