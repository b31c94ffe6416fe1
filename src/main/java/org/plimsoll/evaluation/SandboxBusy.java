package org.plimsoll.evaluation;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** Too many try their files already. */
public final class SandboxBusy extends ProblemException {
    private static final long serialVersionUID = 1L;

    SandboxBusy() {
        super(
                429,
                "TOO_MANY_REQUESTS",
                "Too many rule files are being tried. Try again.",
                List.of(),
                Duration.ofSeconds(2),
                null);
    }
}
