package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.plimsoll.ruleset.Lifecycles;

/** A server that hardly waits for checks and tests: they go on behind the answer. */
@QuarkusTest
@TestProfile(TightSettings.class)
class SlowReportsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
}
