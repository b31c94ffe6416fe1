package org.plimsoll.ledger;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** The log cannot be read. */
final class LedgerUnreadable extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    LedgerUnreadable(Throwable cause) {
        super(503, "DECISION_LOG_UNAVAILABLE", sentence(cause), List.of(), RETRY_AFTER, cause);
    }

    /** What is missing is said; what a database says of itself is for its log. */
    private static String sentence(Throwable cause) {
        return cause instanceof BrokenLedger
                ? "The log is damaged; verify it. " + cause.getMessage()
                : "The log cannot be read.";
    }
}
