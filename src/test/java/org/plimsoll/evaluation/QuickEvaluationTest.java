package org.plimsoll.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.security.Roles;
import org.plimsoll.wire.Explain;

/** Evaluations that run where requests come in answer as those do that run on threads of their own. */
@QuarkusTest
@SuppressWarnings("NullAway") // Quarkus sets what is injected
class QuickEvaluationTest {
    private static final String RECORDED = example("margin-call.json");
    private static final String DRY = dry(RECORDED);
    private static final DecisionRecord.Caller CALLER =
            new DecisionRecord.Caller("evaluator", List.of(Roles.EVALUATOR));

    @Inject
    Pace pace;

    @Inject
    EvaluationService evaluations;

    @Inject
    Vertx vertx;

    private Pace.Kind version;

    @BeforeEach
    void slow() {
        Response answer = evaluate(DRY);
        version = kind(answer, DRY);
        pace.took(version, Pace.QUICK.toNanos() + 1);
        assertThat(pace.isQuick(version)).isFalse();
    }

    private static Pace.Kind kind(Response answer, String request) {
        return Pace.Kind.of(answer.path("ruleSet.contentHash"), Explain.RULES, request.length());
    }

    private void quick() {
        quick(version);
    }

    private void quick(Pace.Kind kind) {
        for (int i = 0; i < Pace.PROOF; i++) {
            pace.took(kind, 1);
        }
        assertThat(pace.isQuick(kind)).isTrue();
    }

    @Test
    void evaluationsThemselvesProveAVersionQuick() {
        for (int i = 0; i < 20 * Pace.PROOF && !pace.isQuick(version); i++) {
            assertThat(evaluate(DRY).statusCode()).isEqualTo(200);
        }

        assertThat(pace.isQuick(version)).isTrue();
    }

    @Test
    void quickOrSlow_theResultIsTheSame() {
        String slow = result(evaluate(DRY));
        quick();

        assertThat(result(evaluate(DRY))).isEqualTo(slow).contains("\"status\":\"MARGIN_CALL\"");
    }

    @Test
    void quick_recordedDecision_isDurableWhenAnswered() {
        quick();
        Response answer = evaluate(RECORDED);
        assertThat(answer.statusCode()).isEqualTo(200);

        Response stored = given().auth()
                .preemptive()
                .basic("auditor", "auditor")
                .get("/v1/decisions/" + answer.path("decisionId"));

        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(stored.asString()).contains(result(answer));
    }

    @Test
    void quick_badRequest_isRefusedAsEver() {
        quick();

        assertRefused(DRY.replace("eu-collateral-haircuts", "no-such-rules"), "UNKNOWN_RULE_SET");
        assertRefused(DRY.replace("SMALL-CAP-SHARE\", \"quantity", "NONE\", \"quantity"), "INSTRUMENT_UNKNOWN");
        assertRefused(DRY.replaceFirst("\\{", "{\"version\": 4711, "), "UNKNOWN_RULE_SET_VERSION");
        assertRefused("{", "MALFORMED_JSON");
    }

    @Test
    void quick_manyAtOnce_allAnswerAlike() {
        quick();
        String expected = result(evaluate(DRY));

        List<String> results = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> result(evaluate(i % 4 == 0 ? RECORDED : DRY)))
                .distinct()
                .toList();

        assertThat(results).containsExactly(expected);
    }

    @Test
    void quick_runsWhereRequestsComeIn() throws Exception {
        quick();

        assertThat(isAnsweredAtOnce(DRY)).isTrue();
    }

    /** However many were quick, the next portfolio may take seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"us-strategy-margin", "ccp-var"})
    void searchesAndReturnsOfThePast_neverRunWhereRequestsComeIn(String ruleSet) throws Exception {
        String request = dry(example("library/" + ruleSet + ".json"));
        quick(kind(evaluate(request), request));

        assertThat(isAnsweredAtOnce(request)).isFalse();
    }

    @Test
    void refusalsProveNothing() {
        for (int i = 0; i < 3 * Pace.PROOF; i++) {
            assertRefused(DRY.replace("SMALL-CAP-SHARE\", \"quantity", "NONE\", \"quantity"), "INSTRUMENT_UNKNOWN");
        }

        assertThat(pace.isQuick(version)).isFalse();
    }

    private boolean isAnsweredAtOnce(String body) throws Exception {
        CompletableFuture<Boolean> atOnce = new CompletableFuture<>();
        InputStream come = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        vertx.runOnContext(none -> atOnce.complete(
                evaluations.evaluate(come, CALLER).toCompletableFuture().isDone()));
        return atOnce.get(30, TimeUnit.SECONDS);
    }

    private static void assertRefused(String body, String code) {
        Response answer = evaluate(body);
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.asString()).contains("\"" + code + "\"");
    }

    private static Response evaluate(String body) {
        return given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType("application/json")
                .body(body)
                .post("/v1/evaluations");
    }

    private static String result(Response answer) {
        String text = answer.asString();
        return text.substring(text.indexOf("\"status\""));
    }

    private static String dry(String request) {
        return request.replaceFirst("\\{", "{\"record\": false, ");
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
