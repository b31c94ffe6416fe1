package org.plimsoll.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example requests, and what is wrong with them when a piece is changed. */
@QuarkusTest
class EvaluationResourceTest {
    private static final String MARGIN_CALL = example("margin-call.json");

    @Test
    void marginCallExample_isCalled_withTheRuleBehindEveryFigure() {
        evaluate(MARGIN_CALL)
                .statusCode(200)
                .body("status", equalTo("MARGIN_CALL"))
                .body("requestId", equalTo("margin-call-1"))
                .body("decisionId", notNullValue())
                .body("actions.type", hasItem("MARGIN_CALL"))
                .body("actions.type", hasItem("SUBSTITUTE_COLLATERAL"))
                .body("actions[0].rule.file", notNullValue())
                .body("actions[0].rule.line", notNullValue())
                .body("collateral.find { it.id == 'bund' }.haircuts[0].rule.name", notNullValue())
                .body("ruleSet.name", equalTo("eu-collateral-haircuts"))
                .body("ruleSet.contentHash.length()", equalTo(64));
    }

    @Test
    void sameRequest_twice_givesTheSameResultByteForByte() {
        String first = evaluate(MARGIN_CALL).statusCode(200).extract().asString();
        String second = evaluate(MARGIN_CALL).statusCode(200).extract().asString();

        assertThat(result(first)).isEqualTo(result(second)).contains("\"status\":\"MARGIN_CALL\"");
    }

    @Test
    void decision_isReadBack_asItWasAnswered() {
        String answer = evaluate(MARGIN_CALL).statusCode(200).extract().asString();
        String id = io.restassured.path.json.JsonPath.from(answer).getString("decisionId");

        String stored = given().auth()
                .preemptive()
                .basic("auditor", "auditor")
                .get("/v1/decisions/" + id)
                .then()
                .statusCode(200)
                .body("decisionId", equalTo(id))
                .body("caller.name", equalTo("evaluator"))
                .extract()
                .asString();

        assertThat(stored).contains(result(answer));
    }

    @Test
    void dryRun_hasNoDecisionId() {
        evaluateAs("author", with("\"ruleSet\"", "\"record\": false, \"ruleSet\""))
                .statusCode(200)
                .body("decisionId", nullValue())
                .body("status", equalTo("MARGIN_CALL"));
    }

    @Test
    void author_whoAsksForARecord_isToldToAskForNone() {
        evaluateAs("author", MARGIN_CALL).statusCode(403).body("code", equalTo("RECORD_NOT_ALLOWED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "approver", "activator"})
    void caller_withoutTheRole_isForbidden(String user) {
        evaluateAs(user, MARGIN_CALL).statusCode(403);
    }

    @Test
    void caller_withoutLogin_isUnauthorized() {
        given().contentType("application/json")
                .body(MARGIN_CALL)
                .post("/v1/evaluations")
                .then()
                .statusCode(401);
    }

    @Test
    void fullExplanation_readsLikeASentence() {
        evaluate(with("\"ruleSet\"", "\"explain\": \"full\", \"ruleSet\""))
                .statusCode(200)
                .body("explanation[0]", containsString("Margin call on cross, amount "))
                .body("firings[0].facts", notNullValue());
    }

    @Test
    void noExplanation_leavesOutRules() {
        String answer = evaluate(with("\"ruleSet\"", "\"explain\": \"none\", \"ruleSet\""))
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer).doesNotContain("\"rule\":");
    }

    @Test
    void version_byNumber_isTheOneThatIsNamed() {
        int active = evaluate(MARGIN_CALL).statusCode(200).extract().path("ruleSet.version");

        evaluate(with("\"ruleSet\"", "\"version\": " + active + ", \"ruleSet\""))
                .statusCode(200)
                .body("ruleSet.version", equalTo(active));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ruleSet\": \"eu-collateral-haircuts\" | \"ruleSet\": \"eu-colateral-haircuts\" | 422 | UNKNOWN_RULE_SET | /ruleSet",
                "\"ruleSet\": | \"version\": 999, \"ruleSet\": | 422 | UNKNOWN_RULE_SET_VERSION | /version",
                "\"instrument\": \"IRS-10Y-PAY\", \"quantity\" | \"instrument\": \"NONE\", \"quantity\" | 422 | INSTRUMENT_UNKNOWN | /portfolio/positions/0/instrument",
                "\"id\": \"swap-2\" | \"id\": \"swap-1\" | 422 | POSITION_DUPLICATE | /portfolio/positions/1/id",
                "\"quantity\": \"8000000\" | \"quantity\": \"NaN\" | 422 | INVALID_DECIMAL | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": \"1e400\" | 422 | NUMBER_TOO_LARGE | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": 1e400 | 422 | NUMBER_TOO_LARGE | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantity\": true | 400 | WRONG_TYPE | /portfolio/collateral/0/quantity",
                "\"quantity\": \"8000000\" | \"quantitee\": \"8000000\" | 400 | UNKNOWN_FIELD | /portfolio/collateral/0/quantitee"
            })
    void badInput_isRefused_whereItStands(String from, String to, int status, String code, String pointer) {
        evaluate(with(from, to))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.code", hasItem(code))
                .body("errors.pointer", hasItem(pointer))
                .body("traceId", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "nul", "{\"ruleSet\":NaN}", "{} {}", "\u0000"})
    void malformedJson_isABadRequest(String body) {
        evaluate(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void oneHundredThousandAndOnePositions_areTooMany() {
        StringBuilder positions = new StringBuilder();
        for (int i = 0; i <= 100_000; i++) {
            positions
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\":\"p")
                    .append(i)
                    .append("\",\"instrument\":\"IRS-10Y-PAY\",\"quantity\":\"1\"}");
        }
        String request =
                MARGIN_CALL.replaceFirst("(?s)\"positions\": \\[.*?\\n    \\]", "\"positions\": [" + positions + "]");

        evaluate(request)
                .statusCode(413)
                .body("code", equalTo("LIMIT_EXCEEDED"))
                .body("errors[0].pointer", containsString("/portfolio/positions"));
    }

    @Test
    void textOfAMegabyte_isRefused_whereItStands() {
        evaluate(with("\"id\": \"csa-17\"", "\"id\": \"" + "x".repeat(1_000_000) + "\""))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/portfolio/id"));
    }

    @Test
    void batch_answersLineByLine_andOneBadLineDoesNotSpoilTheRest() {
        Response response = given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType("application/x-ndjson")
                .body(example("batch.ndjson").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/evaluations/batch");

        response.then().statusCode(200).contentType("application/x-ndjson");
        List<String> lines = response.asString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines).filteredOn(line -> line.contains("\"problem\":")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains("\"decisionId\":")).hasSize(3);
    }

    @Test
    void batch_withoutAFirstLine_isRefused() {
        given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType("application/x-ndjson")
                .body(new byte[] {'\n', '\n'})
                .post("/v1/evaluations/batch")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("BATCH_EMPTY"));
    }

    private static ValidatableResponse evaluate(String body) {
        return evaluateAs("evaluator", body);
    }

    private static ValidatableResponse evaluateAs(String user, String body) {
        return given().auth()
                .preemptive()
                .basic(user, user)
                .contentType("application/json")
                .body(body)
                .post("/v1/evaluations")
                .then();
    }

    private static String with(String from, String to) {
        assertThat(MARGIN_CALL).contains(from);
        int at = MARGIN_CALL.indexOf(from);
        return MARGIN_CALL.substring(0, at) + to + MARGIN_CALL.substring(at + from.length());
    }

    private static String result(String answer) {
        return answer.substring(answer.indexOf("\"status\""));
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
