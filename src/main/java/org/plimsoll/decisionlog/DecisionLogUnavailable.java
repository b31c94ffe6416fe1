package org.plimsoll.decisionlog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.ProblemException;

/**
 * The decision could not be recorded, so it must not be answered. Whether a record exists is unknown when the commit
 * itself failed: a record without an answer is possible, an answer without a record is not.
 */
public final class DecisionLogUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    DecisionLogUnavailable(String reason, @Nullable Throwable cause) {
        super(503, "DECISION_LOG_UNAVAILABLE", reason, List.of(), RETRY_AFTER, cause);
    }
}
