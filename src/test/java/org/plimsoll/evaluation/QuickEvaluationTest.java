package org.plimsoll.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evaluations that run where requests come in answer as those do that run on threads of their own. */
@QuarkusTest
@SuppressWarnings("NullAway") // Quarkus sets what is injected
class QuickEvaluationTest {
    private static final String RECORDED = example();
    private static final String DRY = RECORDED.replaceFirst("\\{", "{\"record\": false, ");

    @Inject
    Pace pace;

    private String version;

    @BeforeEach
    void slow() {
        Response answer = evaluate(DRY);
        version = answer.path("ruleSet.contentHash");
        pace.took(version, Pace.QUICK.toNanos() + 1);
        assertThat(pace.isQuick(version)).isFalse();
    }

    private void quick() {
        for (int i = 0; i < Pace.PROOF; i++) {
            pace.took(version, 1);
        }
        assertThat(pace.isQuick(version)).isTrue();
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

    private static String example() {
        try {
            return Files.readString(Path.of("examples/margin-call.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
