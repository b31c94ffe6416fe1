package org.plimsoll.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseBasis;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;

/** Reports as JSON, as docs/command-line.md describes them. What is absent is left out. */
final class JsonReport {
    static final ObjectMapper MAPPER = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private JsonReport() {}

    /** What {@code check} reports. */
    record Checked(boolean passed, List<CheckedRuleSet> ruleSets) {}

    record CheckedRuleSet(
            String folder,
            String name,
            String contentHash,
            boolean passed,
            int rules,
            @Nullable Boolean needsSession,
            List<Found> diagnostics) {
        static CheckedRuleSet of(RuleSetCheck check) {
            CompiledRuleSet rules = check.compiled();
            return new CheckedRuleSet(
                    check.folder().path(),
                    check.folder().files().name(),
                    check.folder().files().contentHash(),
                    check.passed(),
                    check.rules(),
                    rules == null ? null : !rules.sessionReasons().isEmpty(),
                    check.diagnostics().stream().map(Found::of).toList());
        }
    }

    record Found(
            String code,
            String severity,
            String message,
            String file,
            int line,
            int column,
            @Nullable String rule) {
        static Found of(Diagnostic diagnostic) {
            return new Found(
                    diagnostic.code(),
                    diagnostic.severity().name(),
                    diagnostic.message(),
                    diagnostic.file(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.rule());
        }
    }

    /** What {@code test} reports. */
    record Tested(boolean passed, List<TestedRuleSet> ruleSets, Total total) {}

    /** What all rule sets come to together. */
    record Total(
            int ruleSets,
            int ruleSetsPassed,
            int rules,
            int casesPassed,
            int casesFailed,
            Tally.ByBasis casesPassedByBasis,
            BigDecimal coverage,
            double milliseconds) {
        static Total of(Tally tally) {
            return new Total(
                    tally.ruleSets(),
                    tally.passed(),
                    tally.rules(),
                    tally.byBasis().total(),
                    tally.failed(),
                    tally.byBasis(),
                    tally.coverage(),
                    JsonReport.milliseconds(tally.time()));
        }
    }

    record TestedRuleSet(
            String folder,
            String name,
            String contentHash,
            boolean passed,
            List<Found> diagnostics,
            @Nullable Integer casesPassed,
            @Nullable Integer casesFailed,
            Tally.@Nullable ByBasis casesPassedByBasis,
            @Nullable BigDecimal coverage,
            @Nullable BigDecimal minimumCoverage,
            @Nullable Double milliseconds,
            @Nullable List<TestedCase> cases,
            @Nullable List<TestedRule> rules) {
        static TestedRuleSet of(RuleSetTest test) {
            RuleSetCheck check = test.check();
            CaseReport report = test.report();
            return new TestedRuleSet(
                    check.folder().path(),
                    check.folder().files().name(),
                    check.folder().files().contentHash(),
                    test.passed(),
                    check.diagnostics().stream().map(Found::of).toList(),
                    report == null ? null : report.passedCount(),
                    report == null ? null : report.failedCount(),
                    report == null ? null : Tally.of(test).byBasis(),
                    report == null ? null : report.coverage(),
                    report == null ? null : test.minimumCoverage(),
                    report == null ? null : JsonReport.milliseconds(report.elapsed()),
                    report == null
                            ? null
                            : report.results().stream().map(TestedCase::of).toList(),
                    report == null
                            ? null
                            : report.rules().stream()
                                    .map(rule -> new TestedRule(
                                            rule.file(),
                                            rule.line(),
                                            rule.name(),
                                            !report.unfired().contains(rule)))
                                    .toList());
        }
    }

    record TestedCase(
            String name,
            @Nullable String id,
            @Nullable String source,
            @Nullable String basis,
            String file,
            int line,
            boolean passed,
            double milliseconds,
            List<Failure> failures) {
        static TestedCase of(CaseResult result) {
            CaseBasis basis = result.tested().basis();
            return new TestedCase(
                    result.tested().name(),
                    result.tested().id(),
                    result.tested().source(),
                    basis == null ? null : basis.word(),
                    result.tested().file(),
                    result.tested().line(),
                    result.passed(),
                    JsonReport.milliseconds(result.elapsed()),
                    result.failures().stream()
                            .map(check -> new Failure(check.path(), check.expected(), check.actual(), check.line()))
                            .toList());
        }
    }

    record Failure(String path, String expected, String actual, int line) {}

    record TestedRule(String file, int line, String name, boolean fired) {}

    private static double milliseconds(Duration time) {
        return time.toNanos() / 1000 / 1000d;
    }

    /** A value as indented JSON. */
    static String text(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        ObjectWriter writer = MAPPER.writer(printer);
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
