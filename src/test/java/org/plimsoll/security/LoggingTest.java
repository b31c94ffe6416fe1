package org.plimsoll.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

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
        Recorder recorder = new Recorder();
        Logger root = Logger.getLogger("");
        root.addHandler(recorder);
        try {
            assertThat(evaluate(request, "evaluator")).isEqualTo(200);
            assertThat(evaluate(request.replaceFirst("\"8000000\"", "\"" + SECRET + "\""), "evaluator"))
                    .isEqualTo(422);
            assertThat(evaluate(request + SECRET, "evaluator")).isEqualTo(400);
            assertThat(evaluate(request, SECRET)).isEqualTo(401);
            assertThat(evaluate(request, "auditor")).isEqualTo(403);
            Logger.getLogger("org.plimsoll").warning("heard");
        } finally {
            root.removeHandler(recorder);
        }
        assertThat(recorder.lines).anyMatch(line -> line.contains("heard"));
        assertThat(recorder.lines).noneMatch(line -> line.contains(SECRET));
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

    private static final class Recorder extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            lines.add(formatter.format(logged));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
