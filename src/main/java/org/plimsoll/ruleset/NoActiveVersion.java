package org.plimsoll.ruleset;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.ProblemException;

/** The rule set is known, but this server has no version of it to evaluate with. */
public final class NoActiveVersion extends ProblemException {
    private static final long serialVersionUID = 1L;

    NoActiveVersion(String detail, @Nullable Duration retryAfter) {
        super(503, "NO_ACTIVE_VERSION", detail, List.of(), retryAfter, null);
    }
}
