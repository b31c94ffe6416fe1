package org.plimsoll.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is masked goes back to the caller and into no table, and the decision is what it would have been. */
@QuarkusTest
@TestProfile(MaskingTest.Masked.class)
class MaskingTest {
    private static final String EVERYTHING = """
            SELECT concat_ws(' ', account, entry, convert_from(request, 'UTF8'), convert_from(result, 'UTF8'),
                convert_from(firings, 'UTF8')) FROM decision WHERE id = ?""";

    /** Everything that can be masked is. */
    public static final class Masked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path key = Files.createDirectories(Path.of("target")).resolve("masking.key");
                Files.writeString(key, "0123456789abcdef0123456789abcdef");
                return Map.of(
                        "plimsoll.decision-log.masked-fields",
                        "requestId,portfolio,account,caller",
                        "plimsoll.decision-log.masking-key",
                        key.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    DataSource database;

    @Test
    void evaluation_isAnsweredWithTheValues_andRecordedWithoutThem() throws Exception {
        String own = "mask" + UUID.randomUUID().toString().substring(24);
        String request = Files.readString(Path.of("examples/margin-call.json")).replace("bank-a", own);
        String answer = evaluate("application/json", "/v1/evaluations", request);

        assertThat(answer).contains("\"account\":\"" + own + "\"").doesNotContain("masked:");
        assertRecordedWithout(own, answer);
        given().auth()
                .preemptive()
                .basic("auditor", "auditor")
                .post("/v1/decisions/" + id(answer) + "/replay")
                .then()
                .statusCode(200)
                .body("outcome", org.hamcrest.Matchers.is("identical"));
    }

    @Test
    void batch_isAnsweredWithTheValues_andRecordedWithoutThem() throws Exception {
        String batch = Files.readString(Path.of("examples/batch.ndjson"));
        String own = "mask" + UUID.randomUUID().toString().substring(24);
        String line = evaluate(
                        "application/x-ndjson", "/v1/evaluations/batch", batch.replace("\"batch-1\"", '"' + own + '"'))
                .lines()
                .findFirst()
                .orElseThrow();

        assertThat(line).contains("\"requestId\":\"" + own + "\"").doesNotContain("masked:");
        assertRecordedWithout(own, line);
    }

    private void assertRecordedWithout(String own, String answer) throws SQLException {
        String kept = everything(UUID.fromString(id(answer)));
        assertThat(kept).contains("masked:").doesNotContain(own).doesNotContain("\"name\":\"evaluator\"");
    }

    private String everything(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(EVERYTHING)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    private static String id(String answer) {
        return answer.replaceFirst("(?s).*\"decisionId\":\"([^\"]*)\".*", "$1");
    }

    private static String evaluate(String type, String path, String body) {
        return given().auth()
                .preemptive()
                .basic("evaluator", "evaluator")
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
