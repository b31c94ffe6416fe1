package org.plimsoll.evaluation;

import org.plimsoll.platform.ProblemException;

/** A body is longer than its limit. */
final class BodyTooLarge extends ProblemException {
    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limit) {
        super(413, "BODY_TOO_LARGE", "A request may have at most " + limit + " bytes; send fewer positions at a time.");
    }
}
