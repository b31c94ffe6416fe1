package org.plimsoll.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.contract.Calls;
import org.plimsoll.ruleset.Lifecycles;
import org.postgresql.ds.PGSimpleDataSource;

/** Decisions that a server made, made again by it. */
@QuarkusTest
class ReplayResourceTest {
    @Inject
    ReplayService replays;

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String decide(String request) {
        return Calls.as("evaluator")
                .contentType("application/json")
                .body(request.getBytes(StandardCharsets.UTF_8))
                .post("/v1/evaluations")
                .then()
                .statusCode(200)
                .extract()
                .path("decisionId");
    }

    private static ValidatableResponse replay(String id) {
        return Calls.as("auditor")
                .post("/v1/decisions/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("decisionId", equalTo(id));
    }

    private static void assertIdentical(String id) {
        ValidatableResponse report = replay(id)
                .body("outcome", equalTo("identical"))
                .body("differences", empty())
                .body("differenceCount", equalTo(0))
                .body("reasons", empty())
                .body("refusal", nullValue());
        JsonPath json = report.extract().jsonPath();
        assertThat(json.getString("replayedSha256")).isEqualTo(json.getString("resultSha256"));
        assertThat(json.getMap("engine.present")).isEqualTo(json.getMap("engine.recorded"));
    }

    private static Response part(String id, String query) {
        return Calls.as("auditor").get("/v1/decisions/" + id + "/request" + query);
    }

    @Test
    void decision_isReplayed_andItsRequestIsTheOneThatWasSent() {
        String request = example("margin-call.json").replaceFirst("\\{", "{ \"explain\" : \"full\",");
        String id = decide(request);
        assertIdentical(id);
        assertThat(part(id, "").then().statusCode(200).extract().asByteArray())
                .isEqualTo(request.getBytes(StandardCharsets.UTF_8));
        part(id, "?part=firings").then().statusCode(200).body("firings[0].rule.name", containsString(""));
        part(id, "?part=shared").then().statusCode(404).body("code", equalTo("DECISION_PART_NOT_FOUND"));
        part(id, "?part=result").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }

    /** The server's clock has nanoseconds, and the log microseconds. */
    @Test
    void decisionOnARequestWithoutATime_isReplayedForTheTimeItWasMadeFor() {
        String request = example("margin-call.json")
                .replaceFirst("\"evaluatedAt\": \"[^\"]*\",", "")
                .replaceAll("\"(at|asOf)\": \"[^\"]*\"", "\"$1\": \"" + java.time.Instant.now() + "\"");
        assertThat(request).doesNotContain("evaluatedAt");
        for (int times = 0; times < 5; times++) {
            assertIdentical(decide(request));
        }
    }

    @Test
    void lineOfABatch_isReplayedWithWhatItShares() {
        String batch = example("batch.ndjson");
        String line = Calls.as("evaluator")
                .contentType("application/x-ndjson")
                .body(batch.getBytes(StandardCharsets.UTF_8))
                .post("/v1/evaluations/batch")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .findFirst()
                .orElseThrow();
        String id = JsonPath.from(line).getString("decisionId");
        assertIdentical(id);
        List<String> lines = batch.lines().toList();
        assertThat(part(id, "?part=shared").asString()).isEqualTo(lines.get(0));
        assertThat(part(id, "?part=request").asString()).isEqualTo(lines.get(1));
    }

    @Test
    void decisionUnderAVersion_thatWasSupersededAndRetired_isReplayed() {
        String name = Lifecycles.newName();
        int first = Lifecycles.approved(name, Lifecycles.files(name, "0.1", "100"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        String id = Lifecycles.evaluate(name, Map.of("version", first))
                .then()
                .statusCode(200)
                .body("pools[0].initialMargin", equalTo("100.00"))
                .extract()
                .path("decisionId");
        int second = Lifecycles.approved(name, Lifecycles.files(name, "0.2", "200"));
        Lifecycles.activate(name, second, Map.of()).then().statusCode(200);
        assertIdentical(id);
        Lifecycles.step("activator", name, first, "retire", Map.of("reason", "over"))
                .then()
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
        assertIdentical(id);
    }

    @Test
    void decisionWhoseResultWasChangedInTheDatabase_isDifferent_andWhatWasAnsweredIsKnown() throws SQLException {
        String id = decide(example("margin-call.json"));
        change(id, "result", "\"amount\":\"701864.00\"", "\"amount\":\"1.00\"");
        replay(id)
                .body("outcome", equalTo("different"))
                .body("differences.pointer", hasItem("/actions/0/amount"))
                .body("differences.find { it.pointer == '/actions/0/amount' }.recorded", equalTo("\"1.00\""))
                .body("differences.find { it.pointer == '/actions/0/amount' }.replayed", equalTo("\"701864.00\""))
                .body(
                        "reasons",
                        contains(
                                "The bytes of the result no longer have the digest that was recorded with them: they"
                                        + " were changed.",
                                "The result of the replay does have the recorded digest: it is what was answered."));
    }

    @Test
    void decisionWhoseRequestWasChangedInTheDatabase_isRefusedOrDifferent_andSaysSo() throws SQLException {
        String id = decide(example("margin-call.json"));
        change(id, "request", "\"quantity\": \"8000000\"", "\"quantity\": \"masked:\"");
        replay(id)
                .body("outcome", equalTo("different"))
                .body("replayedSha256", nullValue())
                .body("refusal.code", equalTo("SUBMISSION_REFUSED"))
                .body("refusal.errors[0].pointer", equalTo("/portfolio/collateral/0/quantity"))
                .body(
                        "reasons",
                        hasItem("The bytes of the request no longer have the digest that was recorded with them: they"
                                + " were changed."))
                .body(
                        "reasons",
                        hasItem("Fields of the request are masked in the record: /portfolio/collateral/0/quantity."));
    }

    @Test
    void replay_whileAsManyAreUnderWayAsMayBe_isToBeAskedAgain() {
        String id = decide(example("margin-call.json"));
        int taken = replays.places.drainPermits();
        try {
            assertThat(taken).isPositive();
            Calls.as("auditor")
                    .post("/v1/decisions/" + id + "/replay")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "1")
                    .body("code", equalTo("TOO_MANY_REQUESTS"));
        } finally {
            replays.places.release(taken);
        }
        assertIdentical(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "nonsense"})
    void unknownDecision_isNotFound(String id) {
        Calls.as("admin")
                .post("/v1/decisions/" + id + "/replay")
                .then()
                .statusCode(404)
                .body("code", equalTo("DECISION_NOT_FOUND"));
        part(id, "").then().statusCode(404).body("code", equalTo("DECISION_NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluator", "author", "approver", "activator"})
    void caller_withoutTheRole_isForbidden(String user) {
        String id = decide(example("margin-call.json"));
        Calls.as(user).post("/v1/decisions/" + id + "/replay").then().statusCode(403);
        Calls.as(user).get("/v1/decisions/" + id + "/request").then().statusCode(403);
    }

    /** Somebody with the database's own administrator at hand, whom neither grants nor triggers stop. */
    static void change(String id, String column, String from, String to) throws SQLException {
        PGSimpleDataSource administrator = new PGSimpleDataSource();
        administrator.setUrl(ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class));
        administrator.setUser("postgres");
        administrator.setPassword(ConfigProvider.getConfig().getValue("quarkus.datasource.password", String.class));
        try (Connection connection = administrator.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("UPDATE decision SET " + column
                        + " = convert_to(replace(convert_from(" + column + ", 'UTF8'), ?, ?), 'UTF8')"
                        + " WHERE id = ? AND position(? IN convert_from(" + column + ", 'UTF8')) > 0")) {
            statement.execute("SET session_replication_role = replica");
            update.setString(1, from);
            update.setString(2, to);
            update.setObject(3, UUID.fromString(id));
            update.setString(4, from);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
