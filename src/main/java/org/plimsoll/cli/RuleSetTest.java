package org.plimsoll.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseResult;
import org.plimsoll.cases.CaseRunner;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;

/**
 * A folder whose cases were run.
 *
 * @param check what checking it came to
 * @param report what its cases came to; null when its rules do not compile
 */
record RuleSetTest(RuleSetCheck check, @Nullable CaseReport report) {

    /** Checks a folder and runs its cases. */
    static RuleSetTest of(RuleFolder folder, RuleSetCompiler compiler, Consumer<CaseResult> seen) {
        try (RuleSetCheck check = RuleSetCheck.of(folder, compiler)) {
            CompiledRuleSet rules = check.compiled();
            return new RuleSetTest(check, rules == null ? null : run(rules, seen));
        }
    }

    private static CaseReport run(CompiledRuleSet rules, Consumer<CaseResult> seen) {
        CaseRunner runner = CaseRunner.of(rules);
        return CaseReport.of(CaseFile.readAll(rules.files().files()), runner, rules.ownRules(), seen);
    }

    boolean passed() {
        return check.passed() && report != null && report.passed() && isCovered();
    }

    /** Share of rules that cases must fire, by the manifest. */
    BigDecimal minimumCoverage() {
        CompiledRuleSet rules = check.compiled();
        return rules == null ? BigDecimal.ONE : rules.manifest().gates().minimumCoverage();
    }

    /** Whether cases fire as large a share of the rules as the manifest asks for; exact, not rounded. */
    boolean isCovered() {
        return report != null
                && BigDecimal.valueOf(report.rules().size() - report.unfired().size())
                                .compareTo(minimumCoverage()
                                        .multiply(BigDecimal.valueOf(
                                                report.rules().size())))
                        >= 0;
    }

    /** For each file with rules how many of them fire and how many there are. */
    Map<String, int[]> coverageByFile() {
        Map<String, int[]> files = new TreeMap<>();
        if (report != null) {
            for (RuleReference rule : report.rules()) {
                files.computeIfAbsent(rule.file(), file -> new int[2])[1]++;
            }
            List<RuleReference> unfired = report.unfired();
            files.values().forEach(counts -> counts[0] = counts[1]);
            unfired.forEach(rule -> {
                int[] counts = files.get(rule.file());
                if (counts != null) {
                    counts[0]--;
                }
            });
        }
        return files;
    }
}
