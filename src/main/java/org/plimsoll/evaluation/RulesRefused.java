package org.plimsoll.evaluation;

import java.util.List;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.wire.ProblemDetail;

/** Files that were sent to be tried do not make a rule set. */
public final class RulesRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    RulesRefused(List<Diagnostic> diagnostics) {
        super(
                422,
                "RULES_REFUSED",
                diagnostics.size() == 1
                        ? diagnostics.get(0).message()
                        : "The files do not make a rule set; each of " + diagnostics.size()
                                + " findings has its place.",
                diagnostics.stream().map(ProblemDetail.Error::of).toList(),
                null,
                null);
    }
}
