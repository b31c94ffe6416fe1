package org.plimsoll.contract;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A server that takes four evaluations at once, compares every one with a session, and hardly waits for bodies, readers, checks and tests. One
 * profile for the tests of each, which do not disturb each other: every profile is a start of the server.
 */
public final class TightSettings implements QuarkusTestProfile {
    /** Evaluations that are under way at once at most. */
    public static final int EVALUATIONS_AT_ONCE = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "plimsoll.evaluation.concurrent-requests",
                String.valueOf(EVALUATIONS_AT_ONCE),
                "plimsoll.evaluation.compared-share",
                "1",
                "quarkus.http.read-timeout",
                "2S",
                "plimsoll.evaluation.reading-pause",
                "2S",
                // A millisecond is less than any check takes.
                "plimsoll.rules.report-wait",
                "0.001S");
    }
}
