package org.plimsoll.engine.sandbox;

/**
 * Carries the reason for stopping from rule code to {@link Budget#run}. An error, not an exception, so that nothing on
 * the way which catches exceptions, as the rule engine does, can wrap it, keep it or go on; rule code itself may not catch
 * anything.
 */
final class Stop extends Error {
    private static final long serialVersionUID = 1L;

    private final RuntimeException reason;

    Stop(RuntimeException reason) {
        super(reason.getMessage(), null, false, false);
        this.reason = reason;
    }

    RuntimeException reason() {
        return reason;
    }
}
