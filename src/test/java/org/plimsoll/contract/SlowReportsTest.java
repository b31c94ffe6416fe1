package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.plimsoll.ruleset.Lifecycles;

/** A server that hardly waits for checks and tests: they go on behind the answer, and not more than can wait. */
@QuarkusTest
@TestProfile(SlowReportsTest.Impatience.class)
class SlowReportsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MORE_THAN_CAN_WAIT = 120;

    /** A millisecond is less than any check takes. */
    public static final class Impatience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.rules.report-wait", "0.001S");
        }
    }

    @Test
    void check_goesOnBehindTheAnswer_untilItsReportIsThere() {
        String name = Lifecycles.newName();
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100"));
        String path = Lifecycles.path(name, version);

        Response running = Calls.as("author").post(path + "/check");
        JsonNode progress = described("checkVersion", 202, running);
        assertThat(progress.required("contentHash").asText()).isEqualTo(Lifecycles.hash(name, version));
        assertThat(running.header("Location")).endsWith(path + "/check");
        untilDone("getCheckReport", path + "/check");
        described("testVersion", 202, Calls.as("author").post(path + "/test"));
        untilDone("getTestReport", path + "/test");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Lifecycles.state(name, version).equals("CHECKED"));
    }

    private static void untilDone(String operation, String path) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> described(operation, 200, Calls.as("auditor").get(path))
                        .required("state")
                        .asText()
                        .equals("DONE"));
    }

    @Test
    void checks_moreThanCanWait_areRefused_untilThereIsRoom() {
        String name = Lifecycles.newName();
        int version = draft(name, 0);
        Response answer = Calls.as("author").post(Lifecycles.path(name, version) + "/check");
        for (int i = 1; i < MORE_THAN_CAN_WAIT && answer.statusCode() != 429; i++) {
            version = draft(name, i);
            answer = Calls.as("author").post(Lifecycles.path(name, version) + "/check");
        }
        JsonNode problem = described("checkVersion", 429, answer);
        assertThat(problem.required("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        String path = Lifecycles.path(name, version) + "/check";
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Calls.as("author").post(path).statusCode() != 429);
        untilDone("getCheckReport", path);
    }

    private static int draft(String name, int number) {
        Map<String, String> files = Lifecycles.files(name, "0.10", "100");
        files.put("README.md", "number " + number);
        return Lifecycles.draft("author", name, files);
    }
}
