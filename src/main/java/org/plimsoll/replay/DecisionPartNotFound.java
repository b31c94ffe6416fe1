package org.plimsoll.replay;

import org.plimsoll.platform.ProblemException;

/** The decision is there, and what was asked of it is not. */
public final class DecisionPartNotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    DecisionPartNotFound(String detail) {
        super(404, "DECISION_PART_NOT_FOUND", detail);
    }
}
