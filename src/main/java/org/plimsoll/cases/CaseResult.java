package org.plimsoll.cases;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.Diagnostic;

/**
 * What came of running a case.
 *
 * @param tested the case
 * @param checks everything it expected, beside what came out
 * @param fired rules that fired, also when the evaluation was refused in the end
 * @param elapsed time the evaluation took
 */
public record CaseResult(Case tested, List<Check> checks, Set<RuleReference> fired, Duration elapsed) {
    public CaseResult {
        checks = List.copyOf(checks);
        fired = Set.copyOf(fired);
    }

    /** Whether all it expected came out. */
    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** What it expected and did not come out. */
    public List<Check> failures() {
        return checks.stream().filter(check -> !check.passed()).toList();
    }

    /** The same for whoever has to find it: file, line, case, what came out and what was expected. */
    public List<Diagnostic> diagnostics() {
        return failures().stream().map(this::diagnostic).toList();
    }

    private Diagnostic diagnostic(Check check) {
        return Diagnostic.error(
                "CASE_FAILED",
                "case '" + tested.name() + "': " + check.path() + " is " + check.actual() + ", expected "
                        + check.expected(),
                tested.file(),
                check.line(),
                1,
                null);
    }
}
