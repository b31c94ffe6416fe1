package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseAdvice;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseRunner;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.advice.Advisor;
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

    /** Gate, compiler and advice. */
    ReportResponses.CheckReport check(String ruleSet, String contentHash, Progress progress) {
        progress.step("compiling");
        CompileResult result = compiler.compile(contents.files(ruleSet, contentHash));
        List<Diagnostic> findings = new ArrayList<>(result.diagnostics());
        CompiledRuleSet compiled = result.compiled();
        if (compiled == null) {
            return report(contentHash, Manifest.Gates.DEFAULT, 0, null, findings);
        }
        try (compiled) {
            progress.step("looking for what is probably not meant");
            findings.addAll(Advisor.findings(compiled));
            String execution = compiled.sessionReasons().isEmpty() ? "direct" : "session";
            return report(
                    contentHash, compiled.manifest().gates(), compiled.rules().size(), execution, findings);
        }
    }

    private ReportResponses.CheckReport report(
            String contentHash, Manifest.Gates gates, int rules, @Nullable String execution, List<Diagnostic> found) {
        List<RuleSetResponses.Finding> findings = sorted(found);
        List<String> unmet = Gates.unmet(gates, findings);
        return new ReportResponses.CheckReport(
                ReportResponses.DONE,
                ReportKind.CHECK,
                contentHash,
                build,
                Instant.now(),
                unmet.isEmpty(),
                count(found, Diagnostic.Severity.ERROR),
                count(found, Diagnostic.Severity.WARNING),
                count(found, Diagnostic.Severity.INFO),
                rules,
                execution,
                unmet,
                findings);
    }

    private static List<RuleSetResponses.Finding> sorted(List<Diagnostic> findings) {
        return findings.stream()
                .sorted()
                .distinct()
                .map(RuleSetResponses.Finding::of)
                .toList();
    }

    private static long count(List<Diagnostic> findings, Diagnostic.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** The worked cases, and what none of them exercises. */
    ReportResponses.TestReport test(String ruleSet, String contentHash, Progress progress) {
        progress.step("compiling");
        CompileResult result = compiler.compile(contents.files(ruleSet, contentHash));
        CompiledRuleSet compiled = result.compiled();
        if (compiled == null) {
            CaseReport none = new CaseReport(List.of(), result.diagnostics(), List.of(), List.of());
            return report(contentHash, Manifest.Gates.DEFAULT, none, result.diagnostics());
        }
        try (compiled) {
            progress.step("running cases");
            CaseReport cases = run(compiled, progress);
            List<Diagnostic> findings = new ArrayList<>(cases.diagnostics());
            progress.step("looking for what no case exercises");
            findings.addAll(CaseAdvice.unexercised(compiled));
            return report(contentHash, compiled.manifest().gates(), cases, findings);
        }
    }

    private static CaseReport run(CompiledRuleSet compiled, Progress progress) {
        List<CaseFile> files = CaseFile.readAll(compiled.files().files());
        int total = files.stream().mapToInt(file -> file.cases().size()).sum();
        AtomicInteger done = new AtomicInteger();
        return CaseReport.of(
                files,
                CaseRunner.of(compiled),
                compiled.ownRules(),
                result -> progress.cases(done.incrementAndGet(), total));
    }

    private ReportResponses.TestReport report(
            String contentHash, Manifest.Gates gates, CaseReport cases, List<Diagnostic> found) {
        ReportResponses.Coverage coverage = ReportResponses.Coverage.of(cases);
        List<RuleSetResponses.Finding> findings = sorted(found);
        List<String> unmet = new ArrayList<>(Gates.unmet(gates, findings));
        unmet.addAll(Gates.unmet(gates, cases.passedCount(), cases.failedCount(), coverage));
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
                findings,
                cases.results().stream().map(ReportResponses.CaseOutcome::of).toList());
    }
}
