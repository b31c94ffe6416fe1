package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseRunner;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.BuildInfo;

/** Checks files, and runs their cases. */
@Singleton
final class ReportMaker {
    private final ContentRepository contents;
    private final VersionCompiler compiler;
    private final String build;

    ReportMaker(ContentRepository contents, VersionCompiler compiler, BuildInfo build) {
        this.contents = contents;
        this.compiler = compiler;
        this.build = build.version();
    }

    ReportResponses.CheckReport check(String ruleSet, String contentHash, Progress progress) {
        progress.step("compiling");
        CompileResult result = compiler.compile(contents.files(ruleSet, contentHash));
        List<Diagnostic> findings = new ArrayList<>(result.diagnostics());
        CompiledRuleSet compiled = result.compiled();
        if (compiled == null) {
            return report(contentHash, Manifest.Gates.DEFAULT, 0, null, findings);
        }
        try (compiled) {
            String execution = compiled.sessionReasons().isEmpty() ? "direct" : "session";
            return report(
                    contentHash, compiled.manifest().gates(), compiled.rules().size(), execution, findings);
        }
    }

    private ReportResponses.CheckReport report(
            String contentHash,
            Manifest.Gates gates,
            int rules,
            @org.jspecify.annotations.Nullable String execution,
            List<Diagnostic> findings) {
        long errors = count(findings, Diagnostic.Severity.ERROR);
        long warnings = count(findings, Diagnostic.Severity.WARNING);
        long advice = findings.size() - errors - warnings;
        List<String> unmet = Gates.unmet(gates, errors, warnings, advice);
        return new ReportResponses.CheckReport(
                ReportResponses.DONE,
                ReportKind.CHECK,
                contentHash,
                build,
                Instant.now(),
                unmet.isEmpty(),
                errors,
                warnings,
                advice,
                rules,
                execution,
                unmet,
                findings.stream().sorted().map(RuleSetResponses.Finding::of).toList());
    }

    private static long count(List<Diagnostic> findings, Diagnostic.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    ReportResponses.TestReport test(String ruleSet, String contentHash, Progress progress) {
        progress.step("compiling");
        RuleSetFiles files = contents.files(ruleSet, contentHash);
        CompileResult result = compiler.compile(files);
        CompiledRuleSet compiled = result.compiled();
        if (compiled == null) {
            return new ReportResponses.TestReport(
                    ReportResponses.DONE,
                    ReportKind.TEST,
                    contentHash,
                    build,
                    Instant.now(),
                    false,
                    0,
                    0,
                    new ReportResponses.Coverage(0, 0, BigDecimal.ZERO, List.of()),
                    List.of("the rules do not compile, so that no case can run"),
                    result.diagnostics().stream()
                            .map(RuleSetResponses.Finding::of)
                            .toList(),
                    List.of());
        }
        try (compiled) {
            progress.step("running cases");
            return report(contentHash, compiled.manifest().gates(), run(compiled, progress));
        }
    }

    private static CaseReport run(CompiledRuleSet compiled, Progress progress) {
        List<CaseFile> files = CaseFile.readAll(compiled.files().files());
        int total = files.stream().mapToInt(file -> file.cases().size()).sum();
        AtomicInteger done = new AtomicInteger();
        return CaseReport.of(
                files,
                CaseRunner.of(compiled),
                compiled.rules(),
                result -> progress.cases(done.incrementAndGet(), total));
    }

    private ReportResponses.TestReport report(String contentHash, Manifest.Gates gates, CaseReport cases) {
        ReportResponses.Coverage coverage = ReportResponses.Coverage.of(cases);
        List<String> unmet = new ArrayList<>(Gates.unmet(gates, cases.passedCount(), cases.failedCount(), coverage));
        if (!cases.diagnostics().isEmpty()) {
            unmet.add("case files cannot be read");
        }
        return new ReportResponses.TestReport(
                ReportResponses.DONE,
                ReportKind.TEST,
                contentHash,
                build,
                Instant.now(),
                unmet.isEmpty(),
                cases.passedCount(),
                cases.failedCount(),
                coverage,
                unmet,
                cases.diagnostics().stream().map(RuleSetResponses.Finding::of).toList(),
                cases.results().stream().map(ReportResponses.CaseOutcome::of).toList());
    }
}
