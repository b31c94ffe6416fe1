package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers is what the contract describes, without a field too many. */
@QuarkusTest
class ResponsesTest {
    private static final String RULE_SET = "/v1/rulesets/eu-collateral-haircuts";
    private static final String MARGIN_CALL = Contract.example("margin-call.json");

    static Stream<String> requests() {
        return Contract.examples(".json").stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void example_isAnsweredAsDescribed_howeverMuchIsExplained(String file) {
        for (String explain : Contract.get().codes("Explain")) {
            String request = Contract.example(file).replaceFirst("\\{", "{\"explain\":\"" + explain + "\",");
            JsonNode answer = described("evaluate", 200, Calls.evaluate(request));

            assertThat(answer.has("firings")).isEqualTo(explain.equals("full"));
            assertThat(answer.findValue("rule") == null).isEqualTo(explain.equals("none"));
        }
    }

    @Test
    void answerInTheContract_isTheAnswer() {
        JsonNode documented = Contract.get()
                .operation("evaluate")
                .node()
                .at("/responses/200/content/application~1json/examples/noAction/value");
        String request = Contract.example("no-action.json").replaceFirst("\\{", "{\"explain\":\"none\",");

        assertThat(lasting(described("evaluate", 200, Calls.evaluate(request)))).isEqualTo(lasting(documented));
        assertThat(Contract.get().violations("DecisionAnswer", documented)).isEmpty();
    }

    /** Without what differs from one evaluation, build or version to the next. */
    private static JsonNode lasting(JsonNode answer) {
        ObjectNode lasting = answer.deepCopy();
        lasting.remove(List.of("decisionId", "decidedAt", "engine", "ruleSet"));
        return lasting;
    }

    @Test
    void dryRun_isAnsweredAsDescribed() {
        String request = MARGIN_CALL.replaceFirst("\\{", "{\"record\":false,");

        assertThat(described("evaluate", 200, Calls.evaluate("author", bytes(request)))
                        .has("decisionId"))
                .isFalse();
    }

    @Test
    void batch_isAnsweredLineByLineAsDescribed() {
        String batch = Contract.example("batch.ndjson") + "\n{\"portfolio\":{}}\nnonsense\n";
        Response response = Calls.evaluateBatch(batch);

        described("evaluateBatch", 200, response);
        List<JsonNode> lines = lines(response);
        assertThat(lines).hasSize(6);
        for (JsonNode line : lines) {
            assertThat(Contract.get().violations(line.has("problem") ? "BatchProblem" : "DecisionAnswer", line))
                    .isEmpty();
        }
        assertThat(lines.get(2).at("/problem/errors/0/pointer").asText())
                .isEqualTo("/portfolio/collateral/1/instrument");
        assertThat(lines.get(5).required("line").asInt()).isEqualTo(8);
    }

    @Test
    void batch_ofTheOtherMediaType_isAnsweredAlike() {
        Calls.as("evaluator")
                .contentType("application/ndjson")
                .body(bytes(Contract.example("batch.ndjson")))
                .post("/v1/evaluations/batch")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson");
    }

    @Test
    void recordedDecisions_areReadBackAsDescribed() {
        List<String> ids = new ArrayList<>();
        ids.add(Calls.evaluate(MARGIN_CALL).path("decisionId"));
        String unnamed = MARGIN_CALL.replaceFirst("\"requestId\": \"[^\"]*\",", "");
        ids.add(Calls.evaluate(unnamed).path("decisionId"));
        ids.add(lines(Calls.evaluateBatch(Contract.example("batch.ndjson")))
                .get(0)
                .required("decisionId")
                .asText());
        for (String id : ids) {
            described("getDecision", 200, Calls.as("auditor").get("/v1/decisions/" + id));
            described("getDecisionRequest", 200, Calls.as("auditor").get("/v1/decisions/" + id + "/request"));
            JsonNode replay =
                    described("replayDecision", 200, Calls.as("auditor").post("/v1/decisions/" + id + "/replay"));
            assertThat(replay.required("outcome").asText()).isEqualTo("identical");
        }
    }

    @Test
    void ruleSets_versionsAndFiles_areReadAsDescribed() {
        JsonNode list = described("listRuleSets", 200, Calls.as("auditor").get("/v1/rulesets"));
        assertThat(list.findValuesAsText("name")).contains("crypto-perpetuals", "eu-collateral-haircuts");
        for (String name : List.of("crypto-perpetuals", "eu-collateral-haircuts")) {
            String path = "/v1/rulesets/" + name;
            described("getRuleSet", 200, Calls.as("auditor").get(path));
            described("getActiveVersion", 200, Calls.as("auditor").get(path + "/active"));
            JsonNode versions =
                    described("listRuleSetVersions", 200, Calls.as("auditor").get(path + "/versions"));
            for (JsonNode version : versions.required("items")) {
                String versionPath = path + "/versions/" + version.required("version");
                JsonNode files =
                        described("getRuleSetVersion", 200, Calls.as("auditor").get(versionPath));
                for (JsonNode file : files.required("files")) {
                    described(
                            "getRuleSetFile",
                            200,
                            Calls.as("auditor")
                                    .get(versionPath + "/files/"
                                            + file.required("path").asText()));
                }
            }
        }
    }

    @Test
    void list_ofRuleSets_isReadPageByPage() {
        List<String> names = new ArrayList<>();
        JsonNode page = described("listRuleSets", 200, Calls.as("auditor").get("/v1/rulesets?limit=1"));
        names.add(page.at("/items/0/name").asText());
        while (page.has("next")) {
            page = described(
                    "listRuleSets",
                    200,
                    Calls.as("auditor")
                            .queryParam("limit", 1)
                            .queryParam("after", page.required("next").asText())
                            .get("/v1/rulesets"));
            names.add(page.at("/items/0/name").asText());
        }
        assertThat(names).isSorted().contains("crypto-perpetuals", "eu-collateral-haircuts");
    }

    @Test
    void status_isReadAsDescribed() {
        described("getStatus", 200, Calls.as("auditor").get("/v1/status"));
    }

    @ParameterizedTest
    @CsvSource({
        "getActiveVersion, /active",
        "getRuleSetArchive, /versions/1/archive",
        "getRuleSetFile, /versions/1/files/ruleset.yaml"
    })
    void entityTag_isHonoured(String operation, String path) {
        Response first = Calls.as("auditor").get(RULE_SET + path);
        described(operation, 200, first);
        String tag = first.header("ETag");
        String other = "\"" + "0".repeat(64) + "\"";

        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        described(
                operation, 304, Calls.as("auditor").header("If-None-Match", tag).get(RULE_SET + path));
        described(
                operation, 304, Calls.as("auditor").header("If-None-Match", "*").get(RULE_SET + path));
        described(
                operation,
                200,
                Calls.as("auditor").header("If-None-Match", other).get(RULE_SET + path));
        described(operation, 200, Calls.as("auditor").header("If-Match", tag).get(RULE_SET + path));
        described(operation, 412, Calls.as("auditor").header("If-Match", other).get(RULE_SET + path));
    }

    @Test
    void everyOperation_withoutLogin_isRefusedAsDescribed() {
        for (Contract.Operation operation : Contract.get().operations()) {
            Response response = call(Calls.anonymous(), operation, "");

            described(operation.id(), 401, response);
            assertThat(response.header("WWW-Authenticate")).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "getRuleSet, /v1/rulesets/none, RULE_SET_NOT_FOUND",
        "listRuleSetVersions, /v1/rulesets/none/versions, RULE_SET_NOT_FOUND",
        "getRuleSetVersion, /v1/rulesets/none/versions/1, RULE_SET_VERSION_NOT_FOUND",
        "getRuleSetVersion, /v1/rulesets/eu-collateral-haircuts/versions/999999999, RULE_SET_VERSION_NOT_FOUND",
        "getRuleSetVersion, /v1/rulesets/eu-collateral-haircuts/versions/0, NOT_FOUND",
        "getRuleSetVersion, /v1/rulesets/eu-collateral-haircuts/versions/latest, NOT_FOUND",
        "getRuleSetFile, /v1/rulesets/eu-collateral-haircuts/versions/1/files/none.drl, RULE_SET_FILE_NOT_FOUND",
        "getActiveVersion, /v1/rulesets/none/active, RULE_SET_NOT_FOUND",
        "getDecision, /v1/decisions/00000000-0000-7000-8000-000000000000, DECISION_NOT_FOUND",
        "getDecision, /v1/decisions/none, DECISION_NOT_FOUND"
    })
    void whatIsNotThere_isNotFoundAsDescribed(String operation, String path, String code) {
        JsonNode problem = described(operation, 404, Calls.as("auditor").get(path));

        assertThat(problem.required("code").asText()).isEqualTo(code);
        assertThat(problem.required("instance").asText()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "listRuleSets, /v1/rulesets?limit=0",
        "listRuleSets, /v1/rulesets?limit=201",
        "listRuleSets, /v1/rulesets?limit=many",
        "listRuleSets, /v1/rulesets?limit=99999999999",
        "listRuleSetVersions, /v1/rulesets/eu-collateral-haircuts/versions?limit=-1",
        "listRuleSetVersions, /v1/rulesets/eu-collateral-haircuts/versions?after=first",
        "listActivations, /v1/rulesets/eu-collateral-haircuts/activations?limit=0",
        "listActivations, /v1/rulesets/eu-collateral-haircuts/activations?after=-1",
        "listActivations, /v1/rulesets/eu-collateral-haircuts/activations?after=9223372036854775808",
        "listAuditEvents, /v1/audit/events?limit=201",
        "listAuditEvents, /v1/audit/events?after=x",
        "listAuditEvents, /v1/audit/events?version=0",
        "listDecisions, /v1/decisions?acount=bank-a"
    })
    void parameter_thatCannotBeRead_isABadRequestAsDescribed(String operation, String path) {
        assertThat(described(operation, 400, Calls.as("auditor").get(path))
                        .required("code")
                        .asText())
                .isEqualTo("INVALID_PARAMETER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "evaluateBatch"})
    void evaluation_isRefusedAsDescribed(String operation) {
        boolean batch = operation.equals("evaluateBatch");
        String type = batch ? "application/x-ndjson" : "application/json";
        String path = Contract.get().operation(operation).path();
        String good = batch ? Contract.example("batch.ndjson") : MARGIN_CALL;
        String instrument = "{\"id\":\"a\",\"type\":\"CASH\",\"currency\":\"EUR\"}";
        Map<Integer, String> bodies = Map.of(
                400,
                "{\"ruleSet\":1}",
                413,
                "{\"instruments\":[" + instrument + ("," + instrument).repeat(100_000) + "]}",
                422,
                good.replaceFirst("eu-collateral-haircuts", "none"));

        bodies.forEach((status, body) -> described(
                operation,
                status,
                Calls.as("evaluator").contentType(type).body(bytes(body)).post(path)));
        described(
                operation,
                403,
                Calls.as("auditor").contentType(type).body(bytes(good)).post(path));
        described(
                operation,
                403,
                Calls.as("author").contentType(type).body(bytes(good)).post(path));
        described(
                operation,
                415,
                Calls.as("evaluator").contentType("text/csv").body(bytes(good)).post(path));
        described(
                operation,
                413,
                Calls.as("evaluator").contentType(type).body(new byte[33 << 20]).post(path));
    }

    @Test
    void decision_withoutTheRole_isForbiddenAsDescribed() {
        described("getDecision", 403, Calls.as("author").get("/v1/decisions/00000000-0000-7000-8000-000000000000"));
    }

    /** What any operation may answer is described once, in words: the problem must still be one of the contract's. */
    @Test
    void otherMethod_otherMediaType_otherAddress_areProblemsOfTheContract() {
        Map<Response, Integer> answers = Map.of(
                Calls.as("admin").delete("/v1/status"), 405,
                Calls.as("admin").accept("image/png").get("/v1/status"), 406,
                Calls.as("admin").get("/v2/status"), 404);

        answers.forEach((response, status) -> {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(Contract.get().violations("Problem", Contract.read(response.asByteArray())))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/status", "/v1/rulesets/none", "/v2", "/q/openapi", "/q/health"})
    void answer_mayNotBeSniffed_norReadByBrowsersOfOtherOrigins(String path) {
        Response response =
                Calls.as("auditor").header("Origin", "https://example.com").get(path);

        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.headers().asList())
                .extracting(header -> header.getName().toLowerCase(java.util.Locale.ROOT))
                .noneMatch(name -> name.startsWith("access-control-") || name.equals("set-cookie"));
    }

    @Test
    void traceOfTheCaller_isTheProblemsTraceId() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        JsonNode problem = described(
                "getRuleSet",
                404,
                Calls.as("auditor")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .get("/v1/rulesets/none"));

        assertThat(problem.required("traceId").asText()).isEqualTo(trace);
    }

    /** The answer, when it has the status and is what the contract describes. */
    static JsonNode described(String operation, int status, Response response) {
        byte[] body = response.asByteArray();
        assertThat(response.statusCode())
                .as(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(status);
        String mediaType = response.contentType() == null ? "" : response.contentType();
        assertThat(Contract.get().violations(Contract.get().operation(operation), status, mediaType, body))
                .as("%s %s: %s", operation, status, new String(body, StandardCharsets.UTF_8))
                .isEmpty();
        return Contract.isJson(mediaType) && body.length > 0 ? Contract.read(body) : Contract.JSON.createObjectNode();
    }

    /** Calls an operation without a body. */
    static Response call(RequestSpecification request, Contract.Operation operation, String query) {
        String type = operation.requestTypes().stream()
                .findFirst()
                .orElse("application/json")
                .replace("*/*", "text/plain");
        return request.contentType(type)
                .request(operation.method().toUpperCase(java.util.Locale.ROOT), filled(operation) + query);
    }

    private static String filled(Contract.Operation operation) {
        return operation
                .path()
                .replace("{name}", "eu-collateral-haircuts")
                .replace("{version}", "1")
                .replace("{path}", "ruleset.yaml")
                .replace("activations/{id}", "activations/1")
                .replace("{id}", "00000000-0000-7000-8000-000000000000");
    }

    private static List<JsonNode> lines(Response response) {
        return response.asString()
                .lines()
                .map(line -> Contract.read(bytes(line)))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
