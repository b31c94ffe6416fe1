package org.plimsoll.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.contract.Calls;
import org.plimsoll.contract.Contract;

/** Decisions that a server made, explained by it. */
@QuarkusTest
class ExplanationResourceTest {
    private static String decided() {
        try {
            return Calls.as("evaluator")
                    .contentType("application/json")
                    .body(Files.readString(Path.of("examples/margin-call.json")).getBytes(StandardCharsets.UTF_8))
                    .post("/v1/evaluations")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("decisionId");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Response explain(String user, String accept, String id, String query) {
        return Calls.as(user).accept(accept).get("/v1/decisions/" + id + "/explanation" + query);
    }

    @Test
    void decision_isExplainedAsData_withWhatWasAsked() throws IOException {
        String id = decided();

        byte[] json = explain("auditor", "application/json", id, "?whyNot=margin call&whyNotAction=RELEASE_COLLATERAL")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("decisionId", equalTo(id))
                .body("why.amount", equalTo("701864.00"))
                .body("whyNot[0].rules[0].verdict", equalTo("FIRED"))
                .body("whyNot[1].rules[0].verdict", equalTo("CONDITIONS_FAILED"))
                .extract()
                .asByteArray();
        assertThat(Contract.get().violations("Explanation", new ObjectMapper().readTree(json)))
                .isEmpty();
        String record = Calls.as("auditor").get("/v1/decisions/" + id).path("resultSha256");
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"resultSha256\":\"" + record + "\"");
    }

    @Test
    void decision_isExplainedAsALetter_toWhoAcceptsMarkdown() {
        String id = decided();

        explain("evaluator", "text/markdown", id, "?whyNot=return of excess collateral&subject=cross")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/markdown"))
                .body(startsWith("# Decision on account bank-a\n"))
                .body(containsString("| decision | `" + id + "` |"))
                .body(containsString("## Why did rule \"return of excess collateral\" not fire for cross?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?whyNot=no such rule", "?whyNotAction=MARGINCALL", "?whyNot=margin call&subject=nobody"})
    void questionAboutWhatIsNotThere_isRefused(String query) {
        explain("auditor", "application/json", decided(), query)
                .then()
                .statusCode(422)
                .body("code", equalTo("QUESTION_REFUSED"))
                .body("errors[0].code", containsString("_UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?subject=cross", "?whyNot= ", "?whyNotAction= "})
    void parameterWithoutSense_isRefused(String query) {
        explain("auditor", "application/json", decided(), query)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
    }

    @Test
    void decisionThatIsNotThere_isNotFound_andOtherMediaTypesAreNotGiven() {
        explain("auditor", "application/json", UUID.randomUUID().toString(), "")
                .then()
                .statusCode(404)
                .body("code", equalTo("DECISION_NOT_FOUND"));
        explain("auditor", "application/pdf", decided(), "").then().statusCode(406);
    }

    @Test
    void decisionWhoseRecordWasChangedInTheDatabase_isNotExplained() throws SQLException {
        String id = decided();
        ReplayResourceTest.change(id, "result", "\"amount\":\"701864.00\"", "\"amount\":\"1.00\"");

        explain("auditor", "text/markdown, application/problem+json", id, "")
                .then()
                .statusCode(409)
                .body("code", equalTo("EXPLANATION_DIFFERS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"author", "approver", "activator"})
    void caller_withoutTheRole_isForbidden(String user) {
        explain(user, "application/json", decided(), "").then().statusCode(403);
    }
}
