package org.plimsoll.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the server. Follows no redirect, so that a password goes nowhere else. */
final class ServerClient {
    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIME = Duration.ofMinutes(3);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int ACCEPTED = 202;

    private final URI base;
    private final String authorization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build();

    /** @param authorization value of the header; empty for none */
    ServerClient(URI base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** A success: its status and its body, which is missing when it is empty. */
    record Answer(int status, JsonNode body) {}

    /** A part of a path or a query, so that it stays one part whatever is in it. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer postZip(String path, byte[] zip) {
        return send(request(path)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip))
                .build());
    }

    /** Asks for something to be done that takes no more to be said. */
    Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    Answer postJson(String path, JsonNode body, String ifMatch) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", '"' + ifMatch + '"')
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /**
     * Starts something that may take a while, and waits for its report.
     *
     * @param waiting is told before each further question
     * @throws UsageFailure when it takes longer than that
     */
    JsonNode report(String path, Duration longest, Runnable waiting) {
        Answer answer = post(path);
        long deadline = System.nanoTime() + longest.toNanos();
        Duration wait = FIRST_WAIT;
        while (answer.status() == ACCEPTED || isRunning(answer.body())) {
            if (System.nanoTime() > deadline) {
                throw new UsageFailure("the server has not finished within " + longest.toSeconds()
                        + " seconds; ask it later with `plimsoll status`.");
            }
            waiting.run();
            pause(wait);
            Duration twice = wait.multipliedBy(2);
            wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
            answer = get(path);
        }
        return answer.body();
    }

    private static boolean isRunning(JsonNode body) {
        String state = body.path("state").asText("DONE");
        return state.equals("RUNNING") || state.equals("QUEUED") || state.equals("PENDING");
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("waiting for the server was broken off.");
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_TIME)
                .header("Accept", "application/json, application/problem+json");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private Answer send(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UsageFailure(
                    "the server at " + base + " cannot be reached; check the address and whether it runs.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("the call to the server was broken off.");
        }
        JsonNode body = json(response.body());
        if (response.statusCode() / 100 != 2) {
            throw ServerRefusal.of(response.statusCode(), body);
        }
        if (body.isMissingNode()) {
            throw new UsageFailure(
                    "the server at " + base + " does not answer like a Plimsoll server; check the address.");
        }
        return new Answer(response.statusCode(), body);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonReport.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
