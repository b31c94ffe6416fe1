package org.plimsoll.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;
import org.plimsoll.contract.LogRecorder;

/** The log says nothing of what was submitted, nor of credentials, whether the request was good or bad. */
@QuarkusTest
class LoggingTest {
    private static final String SECRET = "Zk3jPq9";

    @Test
    void submissionsAndCredentials_areNotLogged() throws IOException {
        String request = Files.readString(Path.of("examples/margin-call.json"))
                .replace("csa-17", SECRET + "-portfolio")
                .replace("bank-a", SECRET + "-account")
                .replace("margin-call-1", SECRET + "-request");
        LogRecorder recorder = LogRecorder.start();
        try {
            assertThat(evaluate(request, "evaluator")).isEqualTo(200);
            assertThat(evaluate(request.replaceFirst("\"8000000\"", "\"" + SECRET + "\""), "evaluator"))
                    .isEqualTo(422);
            assertThat(evaluate(request + SECRET, "evaluator")).isEqualTo(400);
            assertThat(evaluate(request, SECRET)).isEqualTo(401);
            assertThat(evaluate(request, "auditor")).isEqualTo(403);
            Logger.getLogger("org.plimsoll").warning("heard");
        } finally {
            recorder.close();
        }
        assertThat(recorder.lines()).anyMatch(line -> line.contains("heard"));
        assertThat(recorder.lines()).noneMatch(line -> line.contains(SECRET));
    }

    private static int evaluate(String request, String password) {
        String user = password.equals(SECRET) ? "evaluator" : password;
        return Calls.anonymous()
                .auth()
                .preemptive()
                .basic(user, password)
                .contentType("application/json")
                .body(request.getBytes(StandardCharsets.UTF_8))
                .post("/v1/evaluations")
                .statusCode();
    }
}
