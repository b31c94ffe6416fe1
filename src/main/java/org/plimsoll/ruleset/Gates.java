package org.plimsoll.ruleset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
                Math.max(own.approvals(), inForce.approvals()));
    }

    /** What a check leaves unmet, a sentence each. */
    static List<String> unmet(Manifest.Gates gates, long errors, long warnings, long advice) {
        return errors == 0 ? List.of() : List.of("checking finds " + errors + (errors == 1 ? " error" : " errors"));
    }

    /** What a test leaves unmet, a sentence each. */
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
