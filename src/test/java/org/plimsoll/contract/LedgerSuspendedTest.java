package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.plimsoll.merkle.NoteSigner;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.ruleset.Lifecycles;

/** A server that cannot vouch for its log takes neither decisions nor steps; on a database of its own, which is damaged at last. */
@QuarkusTest
@TestProfile(LedgerSuspendedTest.OwnLog.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerSuspendedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path FOLDER =
            Path.of("target", "postgres", "suspended-" + ProcessHandle.current().pid());
    private static final Path WITNESS = FOLDER.resolve("ledger").resolve("witness.ndjson");

    /** Two seconds without a witness are too many. */
    public static final class OwnLog implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plimsoll.ledger.head-interval", "0.1S", "plimsoll.ledger.unwitnessed-limit", "2S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OwnDatabase.class));
        }
    }

    /** A database that no other test shares: the one of this process is started once for all. */
    public static final class OwnDatabase implements QuarkusTestResourceLifecycleManager {
        private @Nullable EmbeddedDatabase own;

        @Override
        public Map<String, String> start() {
            EmbeddedDatabase database = EmbeddedDatabase.start(FOLDER.resolve("data"));
            own = database;
            Path key = FOLDER.resolve("key.pem");
            try {
                Files.writeString(key, NoteSigner.newPem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "plimsoll.database.embedded", "false",
                    "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                    "quarkus.datasource.username", database.username(),
                    "quarkus.datasource.password", database.password(),
                    "plimsoll.security.demo-users", "true",
                    "plimsoll.rules.activation-lead", "0.2S",
                    "plimsoll.rules.poll-interval", "0.05S",
                    "plimsoll.ledger.signing-key", key.toString(),
                    "plimsoll.ledger.directory", FOLDER.resolve("ledger").toString());
        }

        @Override
        public void stop() {
            if (own != null) {
                own.close();
            }
        }
    }

    @Inject
    DataSource database;

    /** Every step that makes a row: what the server writes by itself verifies. */
    @Test
    @Order(1)
    void log_ofWholeLives_isVerified() {
        String name = Lifecycles.newName();
        int first = Lifecycles.approved(name, Lifecycles.files(name, "0.10", "100"));
        Lifecycles.activate(name, first, Map.of()).then().statusCode(200);
        int planned = Lifecycles.approved(name, Lifecycles.files(name, "0.20", "200"));
        String from = Instant.now()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        String until = Instant.now()
                .plus(2, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        Number activation = Lifecycles.activate(name, planned, Map.of("effectiveFrom", from, "expiresAt", until))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Lifecycles.json("activator", Map.of("reason", " called off \n"))
                .post("/v1/rulesets/" + name + "/activations/" + activation + "/cancel")
                .then()
                .statusCode(200);
        int urgent = Lifecycles.draft("author", name, Lifecycles.files(name, "0.30", "300"));
        Lifecycles.check("author", name, urgent);
        Lifecycles.activate(name, urgent, Map.of("breakGlass", true)).then().statusCode(200);
        Lifecycles.step("approver", name, urgent, "reject", Map.of("reason", "no emergency"))
                .then()
                .statusCode(200);
        int refused = Lifecycles.draft("author", name, Lifecycles.files(name, "0.40", "400"));
        Lifecycles.check("author", name, refused);
        Lifecycles.step("author", name, refused, "propose", Map.of("comment", "please"))
                .then()
                .statusCode(200);
        Lifecycles.step("author", name, refused, "withdraw", Map.of("reason", "not yet"))
                .then()
                .statusCode(200);
        Lifecycles.step("author", name, refused, "retire", Map.of("reason", "never"))
                .then()
                .statusCode(200);
        Lifecycles.json("admin", Map.of("teams", List.of("beta", "alpha"), "reason", "theirs"))
                .put("/v1/rulesets/" + name + "/teams")
                .then()
                .statusCode(200);
        assertThat(evaluate().statusCode()).isEqualTo(200);

        JsonNode verification = verify();
        assertThat(verification.path("findings"))
                .as("%s", verification.path("findings"))
                .isEmpty();
        assertThat(verification.path("outcome").asText()).isEqualTo("verified");
        assertThat(verification.path("entries").asInt()).isGreaterThan(20);
    }

    private static JsonNode verify() {
        return Contract.read(Calls.as("auditor").post("/v1/audit/verify").asByteArray());
    }

    private static Response evaluate() {
        return Calls.evaluate(Contract.example("margin-call.json"));
    }

    private static Response draft() {
        String name = Lifecycles.newName();
        return Lifecycles.json("author", Map.of("files", Lifecycles.files(name, "0.10", "100"), "comment", "new"))
                .post("/v1/rulesets/" + name + "/versions");
    }

    @Test
    @Order(2)
    void witnessThatCannotBeReached_suspendsTheLog_untilItIsBack() throws Exception {
        Path away = FOLDER.resolve("away");
        Files.move(WITNESS, away);
        awaitSuspension("has not been reached since");
        assertThat(Calls.as("auditor").get("/v1/audit/events").statusCode()).isEqualTo(200);
        Files.move(away, WITNESS);
        Awaitility.await().atMost(PATIENCE).until(() -> evaluate().statusCode() == 200);
        assertThat(draft().statusCode()).isEqualTo(201);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> verify().path("unwitnessed").asInt(-1) == 0);
        assertThat(verify().path("findings")).isEmpty();
    }

    @Test
    @Order(3)
    void logWithoutItsEnd_suspendsTheLog_forGood() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE ledger_head DISABLE TRIGGER USER");
            statement.execute("GRANT DELETE ON ledger_head TO CURRENT_USER");
            statement.execute("DELETE FROM ledger_head WHERE tree_size > (SELECT min(tree_size) FROM ledger_head)");
        }
        awaitSuspension("the end of the log is missing");
        JsonNode verification = verify();
        assertThat(verification.path("outcome").asText()).isEqualTo("damaged");
        assertThat(verification.path("findings").findValuesAsText("code"))
                .contains("HEAD_MISSING", "DEFINITION_CHANGED");
    }

    private static void awaitSuspension(String sentence) {
        Awaitility.await().atMost(PATIENCE).until(() -> evaluate().statusCode() == 503);
        for (Response refused : List.of(evaluate(), draft())) {
            assertThat(refused.statusCode()).isEqualTo(503);
            JsonNode problem = Contract.read(refused.asByteArray());
            assertThat(problem.path("code").asText()).isEqualTo("LEDGER_SUSPENDED");
            assertThat(problem.path("detail").asText()).contains(sentence);
            assertThat(refused.header("Retry-After")).isNotBlank();
        }
    }
}
