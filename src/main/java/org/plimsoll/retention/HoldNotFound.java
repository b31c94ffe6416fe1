package org.plimsoll.retention;

import org.plimsoll.platform.ProblemException;

/** There is no such hold. */
final class HoldNotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    HoldNotFound(String id) {
        super(404, "HOLD_NOT_FOUND", "There is no hold " + id + ".");
    }
}
