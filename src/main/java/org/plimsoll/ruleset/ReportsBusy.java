package org.plimsoll.ruleset;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** Too many checks, tests or sandbox evaluations wait already. */
public final class ReportsBusy extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(5);

    ReportsBusy() {
        super(429, "TOO_MANY_REQUESTS", "Too many checks and tests wait to be run. Try again.", List.of(), RETRY, null);
    }
}
