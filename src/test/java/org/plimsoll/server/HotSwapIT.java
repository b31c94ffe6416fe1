package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.plimsoll.lifecycle.Timeline;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;

/**
 * Two servers on one database, under load, while versions change. Every decision must name a version that was in force
 * between its call and its return, on either server, and no call may fail.
 *
 * <p>{@code -Dplimsoll.test.activations=1000} for the full count.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HotSwapIT {
    private static final int ACTIVATIONS = Integer.getInteger("plimsoll.test.activations", 100);
    private static final Duration APART = Duration.ofMillis(40);
    /** Activations that take effect as soon as may be, each followed by a rollback: each waits for the lead. */
    private static final int AT_ONCE = 4;

    private static final String NAME = "hot-swap";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedDatabase database;
    private static Path signingKey;
    private static ServerProcess one;
    private static ServerProcess two;
    private static final List<Integer> VERSIONS = new ArrayList<>();

    @BeforeAll
    static void start() {
        Path folder = TestDatabases.newFolder();
        database = EmbeddedDatabase.start(folder);
        signingKey = ServerProcess.newSigningKey(folder.resolveSibling("key.pem"));
        one = ServerProcess.launch("hot-swap-1", settings());
        two = ServerProcess.launch("hot-swap-2", settings());
        one.awaitReady();
        two.awaitReady();
        for (int i = 1; i <= 3; i++) {
            VERSIONS.add(approved(i));
        }
        activate(one, VERSIONS.get(0), null);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        database.close();
    }

    private static Map<String, String> settings() {
        return Map.of(
                "plimsoll.ledger.signing-key",
                signingKey.toString(),
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                database.username(),
                "quarkus.datasource.password",
                database.password(),
                "plimsoll.security.demo-users",
                "true",
                "plimsoll.rules.import",
                "never",
                "plimsoll.rules.activation-lead",
                "2S",
                "plimsoll.rules.poll-interval",
                "0.1S");
    }

    /** What a call was answered, and when it was under way. */
    private record Answered(int server, Instant called, Instant returned, int status, int version, String body) {}

    @Test
    @Order(1)
    void everyDecision_namesAVersionInForceWhileItWasMade_andNoCallFails() throws Exception {
        Queue<Answered> answers = new ConcurrentLinkedQueue<>();
        AtomicBoolean goOn = new AtomicBoolean(true);
        List<Thread> load = List.of(load(one, 1, goOn, answers), load(two, 2, goOn, answers));
        load.forEach(Thread::start);

        Instant last = Instant.EPOCH;
        for (int i = 0; i < ACTIVATIONS; i++) {
            // As densely as they can be recorded: each well ahead of its instant.
            Instant soonest = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
            last = last.plus(APART).isAfter(soonest) ? last.plus(APART) : soonest;
            activate(i % 2 == 0 ? one : two, VERSIONS.get(i % VERSIONS.size()), last);
        }
        ServerProcess.sleep(Duration.between(Instant.now(), last.plusMillis(200)));
        for (int i = 0; i < AT_ONCE; i++) {
            activate(i % 2 == 0 ? one : two, VERSIONS.get(i % VERSIONS.size()), null);
            rollBack(i % 2 == 0 ? two : one);
        }
        goOn.set(false);
        for (Thread each : load) {
            each.join();
        }
        Timeline timeline = timeline();
        System.out.printf(
                "Hot swap: %d activations, %d decisions on two servers, %d changes of version seen%n",
                ACTIVATIONS + 2 * AT_ONCE, answers.size(), changes(answers));

        assertThat(answers.stream().filter(answer -> answer.status() != 200).limit(5))
                .isEmpty();
        assertThat(answers.stream()
                        .filter(answer -> !inForce(timeline, answer).contains(answer.version()))
                        .limit(5))
                .isEmpty();
        // Or the load would not have seen what it was to look at.
        assertThat(changes(answers)).isGreaterThan(ACTIVATIONS / 2);
    }

    private static long changes(Queue<Answered> answers) {
        long changes = 0;
        for (int server = 1; server <= 2; server++) {
            int number = server;
            List<Answered> own =
                    answers.stream().filter(answer -> answer.server() == number).toList();
            for (int i = 1; i < own.size(); i++) {
                changes += own.get(i).version() == own.get(i - 1).version() ? 0 : 1;
            }
        }
        return changes;
    }

    /** Every version that was in force at some instant between call and return. */
    private static Set<Integer> inForce(Timeline timeline, Answered answer) {
        Set<Integer> versions = new TreeSet<>();
        for (Timeline.Span span : timeline.spans()) {
            boolean begunBeforeReturn = !span.from().isAfter(answer.returned());
            boolean endedAfterCall = span.until() == null || span.until().isAfter(answer.called());
            if (begunBeforeReturn && endedAfterCall && span.entry().version() != null) {
                versions.add(span.entry().version());
            }
        }
        return versions;
    }

    private static Thread load(ServerProcess server, int number, AtomicBoolean goOn, Queue<Answered> answers) {
        String request = Policies.evaluation(NAME);
        return new Thread(() -> {
            while (goOn.get()) {
                Instant called = Instant.now();
                ServerProcess.Answer answer = server.post("evaluator", "/v1/evaluations", request);
                Instant returned = Instant.now();
                int version = answer.status() == 200
                        ? json(answer.body()).at("/ruleSet/version").asInt()
                        : 0;
                answers.add(new Answered(number, called, returned, answer.status(), version, answer.body()));
            }
        });
    }

    @Test
    @Order(2)
    void version_thatCannotBePrepared_isRefusedFromItsInstant_andNotBefore() throws SQLException {
        activate(one, VERSIONS.get(0), null);
        Instant from = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
        plantUnusableVersion(from);
        while (Instant.now().isBefore(from.minusMillis(200))) {
            assertThat(evaluate(one).status()).isEqualTo(200);
            assertThat(evaluate(two).status()).isEqualTo(200);
            ServerProcess.sleep(Duration.ofMillis(100));
        }
        ServerProcess.sleep(Duration.ofMillis(300));
        for (ServerProcess server : List.of(one, two)) {
            ServerProcess.Answer answer = evaluate(server);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(json(answer.body()).path("code").asText()).isEqualTo("RULE_SET_VERSION_NOT_READY");
            assertThat(server.tryGet("/q/health/ready")).isEqualTo(503);
            assertThat(json(server.get("auditor", "/v1/status").body())
                            .at("/unprepared/0/name")
                            .asText())
                    .isEqualTo(NAME);
        }
        activate(one, VERSIONS.get(1), null);
        for (ServerProcess server : List.of(one, two)) {
            assertThat(evaluate(server).status()).isEqualTo(200);
            assertThat(server.tryGet("/q/health/ready")).isEqualTo(200);
        }
    }

    /** As somebody with access to the database could: a version whose content is not what its hash says. */
    private static void plantUnusableVersion(Instant from) throws SQLException {
        try (Connection connection = TestDatabases.dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            String hash = "f".repeat(64);
            statement.execute(
                    "INSERT INTO rule_set_version (rule_set, number, content_hash, stage, title, source, created_by)"
                            + " VALUES ('" + NAME + "', 99, '" + hash + "', 'APPROVED', 'planted', 'test', 'test')");
            statement.execute(
                    "INSERT INTO activation (rule_set, number, content_hash, kind, effective_from, activated_by,"
                            + " reason) VALUES ('" + NAME + "', 99, '" + hash + "', 'REGULAR', '" + from
                            + "', 'test', 'test')");
        }
    }

    @Test
    @Order(3)
    void server_thatHearsNothingFromItsDatabase_stopsBeforeItCouldBeWrong_andRecovers() throws SQLException {
        String dryRun = Policies.evaluation(NAME).replaceFirst("\\{", "{\"record\": false, ");
        assertThat(one.post("evaluator", "/v1/evaluations", dryRun).status()).isEqualTo(200);
        try (Connection connection = TestDatabases.administrator(database).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("ALTER ROLE " + database.username() + " NOLOGIN");
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                    + database.username() + "'");
            try {
                // Nine tenths of the lead of two seconds, and not much longer.
                ServerProcess.sleep(Duration.ofMillis(2_000));
                ServerProcess.Answer answer = one.post("evaluator", "/v1/evaluations", dryRun);
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(json(answer.body()).path("code").asText()).isEqualTo("ACTIVATIONS_UNKNOWN");
                assertThat(one.tryGet("/q/health/ready")).isEqualTo(503);
            } finally {
                statement.execute("ALTER ROLE " + database.username() + " LOGIN");
            }
        }
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (evaluate(one).status() != 200 && System.nanoTime() < end) {
            ServerProcess.sleep(Duration.ofMillis(100));
        }
        assertThat(evaluate(one).status()).isEqualTo(200);
        assertThat(evaluate(two).status()).isEqualTo(200);
    }

    private static ServerProcess.Answer evaluate(ServerProcess server) {
        return server.post("evaluator", "/v1/evaluations", Policies.evaluation(NAME));
    }

    private static int approved(int share) {
        ServerProcess.Answer begun =
                one.post("author", "/v1/rulesets/" + NAME + "/versions", Policies.draft(NAME, share));
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        int version = json(begun.body()).path("version").asInt();
        String path = "/v1/rulesets/" + NAME + "/versions/" + version;
        Map<String, String> content =
                Map.of("If-Match", "\"" + json(begun.body()).path("contentHash").asText() + "\"");
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("check", "author");
        steps.put("test", "author");
        steps.put("propose", "author");
        steps.put("approve", "approver");
        steps.forEach((step, user) -> {
            String body = step.equals("check") || step.equals("test") ? null : "{\"comment\": \"for the test\"}";
            ServerProcess.Answer answer = one.send("POST", path + "/" + step, user, body, content);
            assertThat(answer.status()).as(step + answer.body()).isEqualTo(200);
        });
        return version;
    }

    private static void activate(ServerProcess server, int version, @Nullable Instant from) {
        String when = from == null ? "" : ", \"effectiveFrom\": \"" + from + "\"";
        ServerProcess.Answer answer = server.post(
                "activator",
                "/v1/rulesets/" + NAME + "/versions/" + version + "/activate",
                "{\"reason\": \"for the test\"" + when + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void rollBack(ServerProcess server) {
        ServerProcess.Answer answer =
                server.post("activator", "/v1/rulesets/" + NAME + "/rollback", "{\"reason\": \"for the test\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** As the interface tells it, page by page. */
    private static Timeline timeline() {
        List<Timeline.Entry> entries = new ArrayList<>();
        @Nullable String after = "";
        do {
            JsonNode page = json(one.get("auditor", "/v1/rulesets/" + NAME + "/activations?limit=200" + after)
                    .body());
            page.path("items")
                    .forEach(item -> entries.add(new Timeline.Entry(
                            item.path("id").asLong(),
                            item.path("version").asInt(),
                            item.path("contentHash").asText(),
                            Instant.parse(item.path("effectiveFrom").asText()),
                            null)));
            after = page.has("next") ? "&after=" + page.path("next").asText() : null;
        } while (after != null);
        return Timeline.of(entries);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
