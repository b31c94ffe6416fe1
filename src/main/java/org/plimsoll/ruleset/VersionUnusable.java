package org.plimsoll.ruleset;

import java.util.List;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.wire.ProblemDetail;

/** The version asked for does not compile on this server. */
public final class VersionUnusable extends ProblemException {
    private static final long serialVersionUID = 1L;

    VersionUnusable(VersionContent key, String reason, List<Diagnostic> diagnostics) {
        super(
                422,
                "RULE_SET_VERSION_UNUSABLE",
                "Version " + key.number() + " of rule set '" + key.ruleSet() + "' cannot be used: " + reason,
                diagnostics.stream().map(ProblemDetail.Error::of).toList(),
                null,
                null);
    }
}
