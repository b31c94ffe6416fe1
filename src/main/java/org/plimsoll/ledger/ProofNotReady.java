package org.plimsoll.ledger;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** No head covers the entry yet. */
final class ProofNotReady extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    ProofNotReady(long sequence) {
        super(
                503,
                "PROOF_NOT_READY",
                "No signed tree head covers entry " + sequence + " yet.",
                List.of(),
                RETRY_AFTER,
                null);
    }
}
