package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.plimsoll.engine.RuleSetFiles;

/** What cannot be had right now is answered as the contract describes, and can be had later. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnavailableTest {
    private static final String MARGIN_CALL = Contract.example("margin-call.json");
    private static final String BROKEN = "contract-test-unusable";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    DataSource database;

    /** A version that nobody could have put there but somebody with access to the database: it does not compile. */
    @BeforeAll
    void storeBrokenVersion() throws Exception {
        String manifest = "name: " + BROKEN + "\n";
        RuleSetFiles files = RuleSetFiles.of(BROKEN, Map.of("ruleset.yaml", manifest));
        byte[] content = manifest.getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        try (Connection connection = database.getConnection()) {
            insert(connection, "INSERT INTO rule_set (name) VALUES (?) ON CONFLICT DO NOTHING", BROKEN);
            insert(
                    connection,
                    "INSERT INTO rule_set_version (rule_set, number, content_hash, stage, title, source, created_by)"
                            + " VALUES (?, 1, ?, 'APPROVED', 'Broken', 'test', 'test') ON CONFLICT DO NOTHING",
                    BROKEN,
                    files.contentHash());
            try (PreparedStatement blob = connection.prepareStatement(
                    "INSERT INTO rule_set_blob (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                blob.setString(1, sha256);
                blob.setBytes(2, content);
                blob.executeUpdate();
            }
            insert(
                    connection,
                    "INSERT INTO rule_set_content (content_hash, path, sha256, size)"
                            + " VALUES (?, 'ruleset.yaml', ?, " + content.length + ") ON CONFLICT DO NOTHING",
                    files.contentHash(),
                    sha256);
        }
    }

    private static void insert(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setString(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    @Test
    void decisionLog_thatCannotBeWritten_refusesEvaluations_andRecoversByItself() throws SQLException {
        LogRecorder log = LogRecorder.start();
        List<String> answers = new ArrayList<>();
        try (Connection blocker = database.getConnection()) {
            blocker.setAutoCommit(false);
            try (Statement lock = blocker.createStatement()) {
                // Rolled back with the lock: the server's role may not hold the table against others.
                lock.execute("GRANT UPDATE ON decision TO CURRENT_USER");
                lock.execute("LOCK TABLE decision IN EXCLUSIVE MODE");
                Response refused = Calls.evaluate(MARGIN_CALL);
                assertUnavailable(refused, "DECISION_LOG_UNAVAILABLE");
                answers.add(refused.asString());
                Response next = Calls.evaluate(MARGIN_CALL);
                assertUnavailable(next, "DECISION_LOG_UNAVAILABLE");
                answers.add(next.asString());

                Response batch = Calls.evaluateBatch(Contract.example("batch.ndjson"));
                assertThat(batch.statusCode()).isIn(200, 503);
                assertThat(batch.asString())
                        .contains("DECISION_LOG_UNAVAILABLE")
                        .doesNotContain("\"decisionId\"");

                String dryRun = MARGIN_CALL.replaceFirst("\\{", "{\"record\":false,");
                ResponsesTest.described("evaluate", 200, Calls.evaluate(dryRun));
            } finally {
                blocker.rollback();
                blocker.setAutoCommit(true);
                log.close();
            }
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("decision log cannot be written"));
        assertThat(log.lines()).as("values of a statement").noneMatch(line -> line.contains("csa-17"));
        assertThat(answers)
                .as("text of the database")
                .noneMatch(answer ->
                        answer.contains("INSERT") || answer.contains("statement") || answer.contains("ERROR"));
        ResponsesTest.described("evaluate", 200, untilNot503(MARGIN_CALL));
    }

    @Test
    void versionThatIsNotInMemory_isLoadedBehindTheRequest_andSaidToBeUnusable() {
        String request = MARGIN_CALL.replaceFirst("eu-collateral-haircuts\"", BROKEN + "\", \"version\": 1");
        Response first = Calls.evaluate(request);
        assertThat(first.statusCode()).isIn(503, 422);
        if (first.statusCode() == 503) {
            assertUnavailable(first, "RULE_SET_VERSION_LOADING");
        }
        JsonNode problem = ResponsesTest.described("evaluate", 422, untilNot503(request));

        assertThat(problem.required("code").asText()).isEqualTo("RULE_SET_VERSION_UNUSABLE");
        assertThat(problem.at("/errors/0/file").asText()).isNotBlank();
    }

    @Test
    void versionThatDoesNotCompile_isNotActivated() {
        JsonNode problem = ResponsesTest.described(
                "activateVersion",
                422,
                Calls.as("activator")
                        .contentType("application/json")
                        .body("{\"reason\": \"because\"}")
                        .post("/v1/rulesets/" + BROKEN + "/versions/1/activate"));

        assertThat(problem.required("code").asText()).isEqualTo("RULE_SET_VERSION_UNUSABLE");
        assertThat(problem.at("/errors/0/file").asText()).isEqualTo("ruleset.yaml");
        ResponsesTest.described("getActiveVersion", 404, Calls.as("auditor").get("/v1/rulesets/" + BROKEN + "/active"));
    }

    @Test
    void ruleSetWithoutAVersionInForce_isReadAsDescribed_andNothingIsEvaluatedWithIt() {
        JsonNode ruleSet =
                ResponsesTest.described("getRuleSet", 200, Calls.as("auditor").get("/v1/rulesets/" + BROKEN));
        assertThat(ruleSet.has("active")).isFalse();
        JsonNode active = ResponsesTest.described(
                "getActiveVersion", 404, Calls.as("auditor").get("/v1/rulesets/" + BROKEN + "/active"));
        assertThat(active.required("code").asText()).isEqualTo("NO_ACTIVE_VERSION");

        Response response = Calls.evaluate(MARGIN_CALL.replaceFirst("eu-collateral-haircuts", BROKEN));
        ResponsesTest.described("evaluate", response.statusCode(), response);
        assertThat(response.statusCode()).isIn(422, 503);
    }

    private static void assertUnavailable(Response response, String code) {
        JsonNode problem = ResponsesTest.described("evaluate", 503, response);
        assertThat(problem.required("code").asText()).isEqualTo(code);
        assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
    }

    private static Response untilNot503(String request) {
        Instant end = Instant.now().plus(PATIENCE);
        Response response = Calls.evaluate(request);
        while (response.statusCode() == 503 && Instant.now().isBefore(end)) {
            response = Calls.evaluate(request);
        }
        return response;
    }
}
