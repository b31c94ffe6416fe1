package org.plimsoll.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.TightSettings;

/** Every evaluation of the examples is repeated in a session, and agrees. */
@QuarkusTest
@TestProfile(TightSettings.class)
class SessionComparisonTest {
    @Inject
    MeterRegistry meters;

    private double compared(String result) {
        return meters.counter("plimsoll.evaluation.compared", "result", result).count();
    }

    private static int post(String body) {
        return given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType("application/json")
                .body(body)
                .post("/v1/evaluations")
                .statusCode();
    }

    @Test
    void examples_andARefusal_areAnsweredAlikeByASession() throws IOException {
        double before = compared("same");
        for (String example : new String[] {"margin-call.json", "release.json", "crypto-cross.json"}) {
            assertThat(post(Files.readString(Path.of("examples", example)))).isEqualTo(200);
        }
        String stale = Files.readString(Path.of("examples", "crypto-cross.json"))
                .replace("\"evaluatedAt\": \"2022-12-01T09", "\"evaluatedAt\": \"2022-12-02T09");
        assertThat(post(stale)).isEqualTo(422);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> Assertions.assertThat(compared("same")).isEqualTo(before + 4));
        assertThat(compared("different")).isZero();
    }
}
