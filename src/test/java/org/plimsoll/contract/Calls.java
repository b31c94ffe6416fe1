package org.plimsoll.contract;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** Calls of the running server. None waits for longer than half a minute. */
public final class Calls {
    private static final int TIMEOUT_MILLIS = 30_000;

    private Calls() {}

    /** A call without login, whose bytes are sent as they are. */
    public static RequestSpecification anonymous() {
        return given().config(RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("application/x-ndjson", io.restassured.http.ContentType.TEXT)
                        .encodeContentTypeAs("application/ndjson", io.restassured.http.ContentType.TEXT))
                .httpClient(HttpClientConfig.httpClientConfig()
                        .setParam("http.socket.timeout", TIMEOUT_MILLIS)
                        .setParam("http.connection.timeout", TIMEOUT_MILLIS)));
    }

    /** A call by a demo user. */
    public static RequestSpecification as(String user) {
        return anonymous().auth().preemptive().basic(user, user);
    }

    static Response evaluate(String user, byte[] request) {
        return as(user).contentType("application/json").body(request).post("/v1/evaluations");
    }

    static Response evaluate(String request) {
        return evaluate("evaluator", request.getBytes(StandardCharsets.UTF_8));
    }

    static Response evaluateBatch(String request) {
        return as("evaluator")
                .contentType("application/x-ndjson")
                .body(request.getBytes(StandardCharsets.UTF_8))
                .post("/v1/evaluations/batch");
    }
}
