package org.plimsoll.evaluation;

import org.plimsoll.platform.ProblemException;

/** A caller that may only evaluate without a record asked for one. */
final class RecordNotAllowed extends ProblemException {
    private static final long serialVersionUID = 1L;

    RecordNotAllowed() {
        super(403, "RECORD_NOT_ALLOWED", "An author evaluates without a record: send \"record\": false.");
    }
}
