package org.plimsoll.replay;

import java.time.Duration;
import java.util.List;
import org.plimsoll.engine.ExplanationUnavailable;
import org.plimsoll.platform.ProblemException;

/** There was not the time or the room to compile what a question needs. */
public final class ExplanationsUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(5);

    ExplanationsUnavailable(ExplanationUnavailable cause) {
        super(503, "EXPLANATION_UNAVAILABLE", String.valueOf(cause.getMessage()), List.of(), RETRY, cause);
    }
}
