package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;

/**
 * A folder's own worked cases, run before it goes live; they warm the rules at the same time. A case that fails keeps
 * the folder out, unless its manifest says that cases need not pass. Rules that no case fires are named in the log.
 */
@Singleton
final class CasesPass implements VersionCheck {
    private static final Logger LOG = Logger.getLogger(CasesPass.class);

    @Override
    public List<Diagnostic> check(CompiledRuleSet candidate) {
        CaseReport report = CaseReport.of(candidate);
        LOG.debugf("Rule set %s: %s", candidate.name(), report.summary());
        if (report.coverage().compareTo(candidate.manifest().gates().minimumCoverage()) < 0) {
            LOG.warnf(
                    "Rule set %s: %d rules are fired by no case",
                    candidate.name(), report.unfired().size());
        }
        if (!candidate.manifest().gates().casesPass()) {
            return List.of();
        }
        List<Diagnostic> errors = new ArrayList<>(report.diagnostics());
        report.results().forEach(result -> errors.addAll(result.diagnostics()));
        return errors;
    }
}
