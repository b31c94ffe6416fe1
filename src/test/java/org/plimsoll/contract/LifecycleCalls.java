package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.contract.ResponsesTest.described;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.plimsoll.ruleset.Lifecycles;

/** Calls about one rule set, which nobody else knows. */
final class LifecycleCalls {
    private static final String REASON = "{\"reason\": \"because\"}";
    private static final String NO_HASH = "\"" + "0".repeat(64) + "\"";
    private static final Map<String, String> BODIES = Map.of(
            "beginDraft", "{\"from\": 1}",
            "proposeVersion", "{\"comment\": \"because\"}",
            "approveVersion", "{\"comment\": \"because\"}",
            "limitToTeams", "{\"teams\": [], \"reason\": \"because\"}");

    private final String name;

    LifecycleCalls(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Map<String, String> files() {
        return Lifecycles.files(name, "0.10", "100");
    }

    int draft() {
        return Lifecycles.draft("author", name, files());
    }

    int proposed(int approvals) {
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, "0.10", "100", approvals));
        Lifecycles.check("author", name, version);
        step("author", version, "propose", "{\"comment\": \"ready\"}").then().statusCode(200);
        return version;
    }

    Response step(String user, int version, String step, String body) {
        return seen(user, version).contentType("application/json").body(body).post(path(version) + "/" + step);
    }

    static JsonNode assertCode(String operation, int status, String code, Response response) {
        JsonNode problem = described(operation, status, response);
        assertThat(problem.required("code").asText()).isEqualTo(code);
        return problem;
    }

    /** A call with a body that has all it needs, on the content that the version has now. */
    Response call(String operation, String user, int number) {
        Response version = Calls.as("auditor").get(path(number));
        return call(
                operation,
                version.statusCode() == 200
                        ? seen(user, number)
                        : Calls.as(user).header("If-Match", NO_HASH),
                number);
    }

    Response call(String operation, RequestSpecification request, int number) {
        byte[] zip = archive();
        return switch (operation) {
            case "replaceDraft" -> send(operation, request, number, "application/zip", zip);
            case "putDraftFile" -> send(operation, request, number, "text/plain", zip);
            default ->
                send(
                        operation,
                        request,
                        number,
                        "application/json",
                        BODIES.getOrDefault(operation, REASON).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] archive() {
        return Calls.as("auditor")
                .get("/v1/rulesets/eu-collateral-haircuts/versions/1/archive")
                .asByteArray();
    }

    Response send(String operation, String user, int number, String body) {
        boolean known = Calls.as("auditor").get(path(number)).statusCode() == 200;
        return send(
                operation,
                known ? seen(user, number) : Calls.as(user),
                number,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
    }

    Response send(String id, RequestSpecification request, int number, String type, byte[] body) {
        Contract.Operation operation = Contract.get().operation(id);
        String method = operation.method().toUpperCase(Locale.ROOT);
        String path = operation
                .path()
                .replace("{name}", name)
                .replace("{version}", Integer.toString(number))
                .replace("{id}", Integer.toString(number))
                .replace("{path}", "deposit.drl");
        if (id.equals("compareVersions")) {
            request.queryParam("from", number).queryParam("to", number);
        }
        boolean hasBody = !operation.requestTypes().isEmpty();
        return (hasBody ? request.contentType(type).body(body) : request).request(method, path);
    }

    RequestSpecification json(String user, String body) {
        return Calls.as(user).contentType("application/json").body(body.getBytes(StandardCharsets.UTF_8));
    }

    RequestSpecification seen(String user, int version) {
        return Calls.as(user).header("If-Match", "\"" + Lifecycles.hash(name, version) + "\"");
    }

    String ruleSet() {
        return "/v1/rulesets/" + name;
    }

    String path(int version) {
        return Lifecycles.path(name, version);
    }
}
