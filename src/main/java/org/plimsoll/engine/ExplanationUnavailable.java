package org.plimsoll.engine;

/** A question about a decision cannot be answered now: its conditions could not be compiled, or not in time. */
public final class ExplanationUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExplanationUnavailable(String message) {
        super(message, null, false, false);
    }
}
