package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.contract.Calls;

/** Decisions of the running server, searched as an auditor does. */
@QuarkusTest
class DecisionSearchResourceTest {
    private static final String ACCOUNT = "search-" + UUID.randomUUID();

    @Test
    void decision_isFoundByAllThatItsAnswerSays() throws IOException {
        JsonPath answer = evaluate();
        String largest = answer.getList("actions.amount", String.class).stream()
                .filter(amount -> amount != null)
                .max(java.util.Comparator.comparing(java.math.BigDecimal::new))
                .orElseThrow();
        String rule = answer.getString("actions[0].rule.name");
        String decidedAt = answer.getString("decidedAt").replaceFirst("(\\.\\d{3})\\d*Z", "$1Z");
        Response found = search(
                "account",
                ACCOUNT,
                "portfolio",
                "csa-17",
                "ruleSet",
                "eu-collateral-haircuts",
                "version",
                "1",
                "rule",
                rule,
                "action",
                "MARGIN_CALL",
                "status",
                "MARGIN_CALL",
                "minAmount",
                largest,
                "maxAmount",
                largest,
                "currency",
                "EUR",
                "from",
                decidedAt);

        assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
        JsonPath page = found.jsonPath();
        assertThat(page.getList("items.decisionId")).contains(answer.getString("decisionId"));
        assertThat(page.<Object>get("next")).isNull();
        assertIsSummaryOf(answer, largest, page);
    }

    private static void assertIsSummaryOf(JsonPath answer, String largest, JsonPath page) {
        int place = page.getList("items.decisionId").indexOf(answer.getString("decisionId"));
        String item = "items[" + place + "].";
        assertThat(page.getString(item + "amount")).isEqualTo(largest);
        assertThat(page.getString(item + "currency")).isEqualTo("EUR");
        assertThat(page.getString(item + "decidedAt")).isEqualTo(answer.getString("decidedAt"));
        assertThat(page.getString(item + "requestId")).isEqualTo("margin-call-1");
        assertThat(page.getList(item + "actions"))
                .isEqualTo(answer.getList("actions.type").stream().distinct().toList());
        assertThat(page.getString(item + "ruleSet.contentHash")).isEqualTo(answer.getString("ruleSet.contentHash"));
    }

    @Test
    void decision_isNotFoundByWhatItsAnswerDoesNotSay() throws IOException {
        JsonPath answer = evaluate();
        String rule = answer.getString("actions[0].rule.name");
        String decidedAt = answer.getString("decidedAt").replaceFirst("(\\.\\d{3})\\d*Z", "$1Z");

        for (List<String> other : List.of(
                List.of("rule", rule + " "),
                List.of("status", "NO_ACTION"),
                List.of("action", "DRAW_INSURANCE_FUND"),
                List.of("ruleSet", "none"),
                List.of("version", "999999"),
                List.of("portfolio", "csa-18"),
                List.of("minAmount", "99999999999"),
                List.of("currency", "USD"),
                List.of("to", decidedAt))) {
            Response none = search("account", ACCOUNT, other.get(0), other.get(1));
            assertThat(none.jsonPath().getList("items.decisionId"))
                    .as(other.toString())
                    .doesNotContain(answer.getString("decisionId"));
        }
    }

    @Test
    void pages_areNotShiftedByWhatIsRecordedMeanwhile() throws IOException {
        String first = evaluate().getString("decisionId");
        String second = evaluate().getString("decisionId");
        JsonPath page = search("account", ACCOUNT, "limit", "1").jsonPath();
        assertThat(page.getList("items.decisionId")).containsExactly(second);

        evaluate();

        JsonPath next = search("account", ACCOUNT, "limit", "1", "after", page.getString("next"))
                .jsonPath();
        assertThat(next.getList("items.decisionId")).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acount", "after", "order", "from"})
    void parameter_thatMeansNothing_isRefusedByName(String parameter) {
        Response refused = search(parameter, "x");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.jsonPath().getString("detail")).contains("'" + parameter + "'");
    }

    private static JsonPath evaluate() throws IOException {
        String request =
                Files.readString(Path.of("examples", "margin-call.json")).replace("\"bank-a\"", "\"" + ACCOUNT + "\"");
        Response answer = Calls.as("evaluator")
                .contentType("application/json")
                .body(request)
                .post("/v1/evaluations");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Response search(String... namesAndValues) {
        var request = Calls.as("auditor");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.queryParam(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.get("/v1/decisions");
    }
}
