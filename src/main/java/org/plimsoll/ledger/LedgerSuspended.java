package org.plimsoll.ledger;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** Nothing is added to the log, since what it holds cannot be vouched for. */
public final class LedgerSuspended extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    LedgerSuspended(String reason) {
        super(503, "LEDGER_SUSPENDED", reason, List.of(), RETRY_AFTER, null);
    }
}
