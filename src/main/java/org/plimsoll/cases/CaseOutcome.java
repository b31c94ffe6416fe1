package org.plimsoll.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.portfolio.Problem;

/**
 * What came out of evaluating a case, whatever it expected.
 *
 * @param decision the decision; null when the evaluation was refused
 * @param refusal why it was refused; empty when it was not
 */
public record CaseOutcome(@Nullable Decision decision, List<Problem> refusal) {
    public CaseOutcome {
        refusal = List.copyOf(refusal);
    }
}
