package org.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.advice.Advisor;

/**
 * A folder that was checked: gate, compiler, case files, findings.
 *
 * @param folder the folder
 * @param diagnostics errors and warnings, by place
 * @param compiled the rules, to be closed; null when they do not compile
 */
record RuleSetCheck(
        RuleFolder folder,
        List<Diagnostic> diagnostics,
        @Nullable CompiledRuleSet compiled) implements AutoCloseable {

    /** Checks a folder. */
    static RuleSetCheck of(RuleFolder folder, RuleSetCompiler compiler) {
        CompileResult result = compiler.compile(folder.files());
        List<Diagnostic> diagnostics = new ArrayList<>(result.diagnostics());
        CaseFile.readAll(folder.files().files()).forEach(file -> diagnostics.addAll(file.diagnostics()));
        if (result.compiled() != null) {
            diagnostics.addAll(findings(result.compiled()));
        }
        return new RuleSetCheck(folder, diagnostics.stream().sorted().distinct().toList(), result.compiled());
    }

    /** Advice beside errors: what compiles and is probably not meant. */
    private static List<Diagnostic> findings(CompiledRuleSet ruleSet) {
        return Advisor.findings(ruleSet);
    }

    /** Whether nothing was found that the manifest does not let pass. */
    boolean passed() {
        return compiled != null && passes(diagnostics);
    }

    /** Whether the manifest lets findings pass. */
    boolean passes(List<Diagnostic> found) {
        Manifest.WorstFinding worst = compiled == null
                ? Manifest.WorstFinding.WARNING
                : compiled.manifest().gates().worstFinding();
        return found.stream().noneMatch(finding -> worst.isExceededBy(finding.severity()));
    }

    long errors() {
        return count(Diagnostic.Severity.ERROR);
    }

    long warnings() {
        return count(Diagnostic.Severity.WARNING);
    }

    private long count(Diagnostic.Severity severity) {
        return diagnostics.stream()
                .filter(found -> found.severity() == severity)
                .count();
    }

    int rules() {
        return compiled == null ? 0 : compiled.rules().size();
    }

    @Override
    public void close() {
        if (compiled != null) {
            compiled.close();
        }
    }
}
