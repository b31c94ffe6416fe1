package org.plimsoll.cases;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;

/**
 * What came of running all cases of a rule set.
 *
 * @param results result of each case, by file and line
 * @param diagnostics what is wrong with case files; their cases did not run
 * @param rules every rule of the rule set, by file and line
 * @param unfired rules that no case fires, by file and line
 */
public record CaseReport(
        List<CaseResult> results,
        List<Diagnostic> diagnostics,
        List<RuleReference> rules,
        List<RuleReference> unfired) {

    private static final int PERCENT = 100;

    public CaseReport {
        results = List.copyOf(results);
        diagnostics = List.copyOf(diagnostics);
        rules = List.copyOf(rules);
        unfired = List.copyOf(unfired);
    }

    /** Reads and runs every case in the folder of a compiled rule set. */
    public static CaseReport of(CompiledRuleSet ruleSet) {
        return of(CaseFile.readAll(ruleSet.files().files()), CaseRunner.of(ruleSet), ruleSet.ownRules());
    }

    /** Runs the cases of files. */
    public static CaseReport of(List<CaseFile> files, CaseRunner runner, List<RuleReference> rules) {
        return of(files, runner, rules, result -> {});
    }

    /**
     * Runs the cases of files.
     *
     * @param seen is given each result as soon as it is there
     */
    public static CaseReport of(
            List<CaseFile> files, CaseRunner runner, List<RuleReference> rules, Consumer<CaseResult> seen) {
        List<CaseResult> results = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        Set<RuleReference> fired = new HashSet<>();
        for (CaseFile file : files) {
            diagnostics.addAll(file.diagnostics());
            for (Case tested : file.cases()) {
                CaseResult result = runner.run(tested);
                results.add(result);
                seen.accept(result);
                fired.addAll(result.fired());
            }
        }
        List<RuleReference> sorted = rules.stream().sorted().toList();
        List<RuleReference> unfired =
                sorted.stream().filter(rule -> !fired.contains(rule)).toList();
        return new CaseReport(results, diagnostics, sorted, unfired);
    }

    /** Whether every file could be read, at least one case ran, and all that ran passed. */
    public boolean passed() {
        return diagnostics.isEmpty() && !results.isEmpty() && failedCount() == 0;
    }

    public int passedCount() {
        return results.size() - failedCount();
    }

    public int failedCount() {
        return (int) results.stream().filter(result -> !result.passed()).count();
    }

    /** Share of rules that cases fire, zero to one, rounded down to two decimals; one without rules. */
    public BigDecimal coverage() {
        return rules.isEmpty()
                ? BigDecimal.ONE
                : BigDecimal.valueOf(rules.size() - unfired.size())
                        .divide(BigDecimal.valueOf(rules.size()), 2, RoundingMode.DOWN);
    }

    /** Time all evaluations took. */
    public Duration elapsed() {
        return results.stream().map(CaseResult::elapsed).reduce(Duration.ZERO, Duration::plus);
    }

    /** {@code cases: 41 passed, 1 failed, coverage 95 %}. */
    public String summary() {
        return "cases: " + passedCount() + " passed"
                + (failedCount() == 0 ? "" : ", " + failedCount() + " failed")
                + (diagnostics.isEmpty() ? "" : ", " + diagnostics.size() + " unreadable")
                + ", coverage "
                + coverage().multiply(BigDecimal.valueOf(PERCENT)).intValueExact() + " %";
    }
}
