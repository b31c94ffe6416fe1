package org.plimsoll.ledger;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** The log is being verified already. */
final class VerificationBusy extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    VerificationBusy() {
        super(429, "VERIFICATION_BUSY", "The log is being verified already.", List.of(), RETRY_AFTER, null);
    }
}
