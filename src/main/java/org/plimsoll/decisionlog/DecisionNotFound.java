package org.plimsoll.decisionlog;

import org.plimsoll.platform.ProblemException;

/** There is no such decision. */
public final class DecisionNotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    public DecisionNotFound(String id) {
        super(404, "DECISION_NOT_FOUND", "There is no decision " + id + ".");
    }
}
