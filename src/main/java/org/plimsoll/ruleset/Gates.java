package org.plimsoll.ruleset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;

/** What a version must meet before it can be proposed. */
final class Gates {
    private Gates() {}

    /**
     * The stricter of what two manifests ask for. A draft that lowers its gates is measured by those of the version in force:
     * to lower a gate takes an approval under the higher one.
     */
    static Manifest.Gates strictest(Manifest.Gates own, Manifest.@Nullable Gates inForce) {
        if (inForce == null) {
            return own;
        }
        return new Manifest.Gates(
                own.casesPass() || inForce.casesPass(),
                own.minimumCoverage().max(inForce.minimumCoverage()),
                Math.max(own.approvals(), inForce.approvals()),
                own.worstFinding().compareTo(inForce.worstFinding()) <= 0
                        ? own.worstFinding()
                        : inForce.worstFinding());
    }

    /** What findings leave unmet, a sentence each. */
    static List<String> unmet(Manifest.Gates gates, List<RuleSetResponses.Finding> findings) {
        List<String> unmet = new ArrayList<>();
        for (Diagnostic.Severity severity : Diagnostic.Severity.values()) {
            long count = findings.stream()
                    .filter(finding -> finding.severity().equals(severity.name()))
                    .count();
            if (count > 0 && gates.worstFinding().isExceededBy(severity)) {
                unmet.add(count
                        + (count == 1 ? " finding is " : " findings are ")
                        + severity
                        + (severity == Diagnostic.Severity.ERROR
                                ? ""
                                : ", and the worst that the manifest lets pass is " + gates.worstFinding()));
            }
        }
        return unmet;
    }

    /** What cases leave unmet, a sentence each. */
    static List<String> unmet(Manifest.Gates gates, int passed, int failed, ReportResponses.Coverage coverage) {
        List<String> unmet = new ArrayList<>();
        if (gates.casesPass() && failed > 0) {
            unmet.add(failed + " of " + (passed + failed) + " cases " + (failed == 1 ? "fails" : "fail"));
        }
        if (gates.casesPass() && passed + failed == 0) {
            unmet.add("there are no cases");
        }
        if (coverage.share().compareTo(gates.minimumCoverage()) < 0) {
            unmet.add("cases fire " + coverage.fired() + " of " + coverage.rules() + " rules, a share of "
                    + coverage.share().toPlainString() + ", and "
                    + gates.minimumCoverage().toPlainString() + " is demanded");
        }
        return unmet;
    }
}
