package org.plimsoll.replay;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** As many decisions are being replayed or explained as may be. */
public final class ReplaysBusy extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(1);

    ReplaysBusy() {
        super(
                429,
                "TOO_MANY_REQUESTS",
                "Too many decisions are being replayed or explained. Try again.",
                List.of(),
                RETRY,
                null);
    }
}
