package org.plimsoll.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.contract.TightSettings;

/** Bodies that do not come take no more than their share of the server. */
@QuarkusTest
@TestProfile(TightSettings.class)
@SuppressWarnings("NullAway") // Quarkus sets the address
class SlowUploadTest {
    @TestHTTPResource("/")
    URL server;

    private Socket halfSent() throws IOException {
        return halfSent(5_000);
    }

    private Socket halfSent(int length) throws IOException {
        return halfSent("/v1/evaluations", length);
    }

    private Socket halfSent(String address, int length) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        String login = Base64.getEncoder().encodeToString("evaluator:evaluator".getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream()
                .write(("POST " + address
                                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Authorization: Basic " + login + "\r\nContent-Length: " + length
                                + "\r\n\r\n{")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static int evaluate() throws IOException {
        return given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType("application/json")
                .body(Files.readString(Path.of("examples/margin-call.json")))
                .post("/v1/evaluations")
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/evaluations",
                "/v1/evaluations/",
                "/v1//evaluations",
                "/v1/%65valuations",
                "/v1/evaluations;a=b",
                "/v1;a=b/evaluations"
            })
    void halfSentBody_thatDoesNotGoOn_isHungUpOn(String address) throws IOException {
        try (Socket socket = halfSent(address, 5_000)) {
            socket.setSoTimeout(30_000);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void longBody_thatPauses_isHungUpOnOrRefused() throws IOException {
        try (Socket socket = halfSent(200_000)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(" ".repeat(100_000).getBytes(StandardCharsets.UTF_8));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 400"));
        }
    }

    @Test
    void halfSentBodies_leaveStatusAnswered_andAreToldApartFromOverload() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < TightSettings.EVALUATIONS_AT_ONCE; i++) {
                sockets.add(halfSent());
            }
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> evaluate() == 429);
            given().auth()
                    .preemptive()
                    .basic("evaluator", "evaluator")
                    .contentType("application/json")
                    .body("{}")
                    .post("/v1/evaluations")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"))
                    .body("code", equalTo("TOO_MANY_REQUESTS"));
            given().auth()
                    .preemptive()
                    .basic("auditor", "auditor")
                    .get("/v1/status")
                    .then()
                    .statusCode(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> evaluate() == 200);
    }

    /** Asks for more than goes into the buffers between the two ends, and reads none of it. */
    private Socket unread() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        List<String> lines = Files.readAllLines(Path.of("examples/batch.ndjson"));
        String header = lines.get(0).replaceFirst("\\{", "{\"explain\": \"full\", \"record\": false, ");
        String body = header + "\n" + (lines.get(1) + "\n").repeat(4_000);
        String login = Base64.getEncoder().encodeToString("evaluator:evaluator".getBytes(StandardCharsets.UTF_8));
        byte[] request = ("POST /v1/evaluations/batch HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/x-ndjson\r\nAuthorization: Basic " + login + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
        Thread sender = new Thread(() -> {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException e) {
                // It was hung up on, as it is to be.
            }
        });
        sender.setDaemon(true);
        sender.start();
        return socket;
    }

    @Test
    void unreadAnswers_areHungUpOn_soThatOthersAreEvaluated() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < TightSettings.EVALUATIONS_AT_ONCE; i++) {
                sockets.add(unread());
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> evaluate() == 429);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> evaluate() == 200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
