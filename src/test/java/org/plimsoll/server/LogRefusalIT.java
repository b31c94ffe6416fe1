package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.platform.TestDatabases.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;

/**
 * A decision log that cannot be written, for one reason or another: no decision is answered, callers are told to try again,
 * and when the reason is gone the server goes on by itself.
 */
class LogRefusalIT {
    private static final String NAME = "refused";
    private static final int QUEUE = 4;
    private static final int AT_ONCE = 3 * QUEUE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Settings of a role hold for the sessions that begin afterwards. */
    private static final String DISCONNECT =
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'plimsoll'";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static Path data;
    private static EmbeddedDatabase database;
    private static ServerProcess server;

    /** What keeps the log from being written, as SQL of the database's administrator. */
    private enum Trouble {
        /** As when the database, or the way to it, is down. */
        UNREACHABLE(true, List.of("ALTER ROLE plimsoll NOLOGIN", DISCONNECT), List.of("ALTER ROLE plimsoll LOGIN")),
        /** As after a fail-over to a server that only reads. */
        READ_ONLY(
                true,
                List.of("ALTER ROLE plimsoll SET default_transaction_read_only = on", DISCONNECT),
                List.of("ALTER ROLE plimsoll RESET default_transaction_read_only", DISCONNECT)),
        /** As by an operation of the database's administrator. */
        LOCKED(true, List.of("BEGIN", "LOCK TABLE decision IN EXCLUSIVE MODE"), List.of("ROLLBACK")),
        /** The error of a table that has no room to grow. */
        DISK_FULL(
                true,
                List.of(
                        "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS"
                                + " 'BEGIN RAISE EXCEPTION ''no space left'' USING ERRCODE = ''disk_full''; END'",
                        "CREATE TRIGGER trouble BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION trouble()"),
                List.of("DROP TRIGGER trouble ON decision", "DROP FUNCTION trouble")),
        /** An insert that takes longer than the database allows. */
        STATEMENT_TIMEOUT(
                true,
                List.of(
                        "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS"
                                + " 'BEGIN PERFORM pg_sleep(10); RETURN NEW; END'",
                        "CREATE TRIGGER trouble BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION trouble()",
                        "ALTER ROLE plimsoll SET statement_timeout = '300ms'",
                        DISCONNECT),
                List.of(
                        "ALTER ROLE plimsoll RESET statement_timeout",
                        DISCONNECT,
                        "DROP TRIGGER trouble ON decision",
                        "DROP FUNCTION trouble"));

        private final boolean knownWithoutWriting;
        private final List<String> begin;
        private final List<String> end;

        Trouble(boolean knownWithoutWriting, List<String> begin, List<String> end) {
            this.knownWithoutWriting = knownWithoutWriting;
            this.begin = begin;
            this.end = end;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Policies.write(folder.resolve("rules"), NAME);
        data = TestDatabases.newFolder();
        database = EmbeddedDatabase.start(data);
        server = ServerProcess.start(
                "log-refusal",
                Map.of(
                        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                        "quarkus.datasource.username", database.username(),
                        "quarkus.datasource.password", database.password(),
                        "plimsoll.security.demo-users", "true",
                        "plimsoll.rules.directory", folder.resolve("rules").toString(),
                        "plimsoll.decision-log.commit-timeout", "2S",
                        "plimsoll.decision-log.retry-interval", "0.2S",
                        "plimsoll.decision-log.batch-records", "1",
                        "plimsoll.decision-log.queue-capacity", Integer.toString(QUEUE)));
        untilEvaluated();
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void log_thatCannotBeWritten_refusesEvaluations_andRecoversByItself(Trouble trouble) throws SQLException {
        assertThat(evaluate().status()).isEqualTo(200);
        try (Connection administrator = TestDatabases.administrator(database).getConnection()) {
            for (String statement : trouble.begin) {
                execute(administrator, statement);
            }
            try {
                // The one that finds out. From then on it is known, unless it takes a write to know.
                assertRefused(evaluate());
                double evaluations = evaluations();
                for (int i = 0; i < 10; i++) {
                    assertRefused(evaluate());
                }
                ServerProcess.Answer batch = server.send(
                        "POST",
                        "/v1/evaluations/batch",
                        "evaluator",
                        Policies.batchHeader(NAME) + "\n" + Policies.batchLine("line", 1),
                        Map.of("Content-Type", "application/x-ndjson"));
                assertThat(batch.body()).contains("DECISION_LOG_UNAVAILABLE").doesNotContain("\"decisionId\"");
                if (trouble.knownWithoutWriting) {
                    assertThat(batch.status()).isEqualTo(503);
                    assertThat(evaluations()).as("evaluated in vain").isEqualTo(evaluations);
                }
                assertThat(server.tryGet("/q/health/live")).isEqualTo(200);
            } finally {
                for (String statement : trouble.end) {
                    execute(administrator, statement);
                }
            }
        }
        untilEvaluated();
        assertThat(server.tryGet("/q/health/ready")).isEqualTo(200);
    }

    @Test
    void database_thatDoesNotAnswer_refusesEvaluationsInTime_andRecoversByItself() throws Exception {
        assertThat(evaluate().status()).isEqualTo(200);
        signal("-STOP");
        try {
            long begin = System.nanoTime();
            assertRefused(evaluate());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("commit-timeout, and not much more")
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(evaluate().status()).isEqualTo(503);
        } finally {
            signal("-CONT");
        }
        untilEvaluated();
    }

    /** To every process of PostgreSQL. */
    private static void signal(String signal) throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(data.resolve("cluster/postmaster.pid"))
                                .get(0)
                                .trim()))
                .orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        for (ProcessHandle process : all) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Test
    void queue_thatIsFull_refusesWhatComes_withoutEvaluatingIt() throws SQLException {
        assertThat(evaluate().status()).isEqualTo(200);
        double before = evaluations();
        List<ServerProcess.Answer> answers;
        try (Connection administrator = TestDatabases.administrator(database).getConnection()) {
            execute(administrator, "BEGIN");
            execute(administrator, "LOCK TABLE decision IN EXCLUSIVE MODE");
            try {
                List<CompletableFuture<ServerProcess.Answer>> calls = IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> {
                            ServerProcess.sleep(Duration.ofMillis(50));
                            return CompletableFuture.supplyAsync(
                                    LogRefusalIT::evaluate, task -> new Thread(task, "call-" + i).start());
                        })
                        .toList();
                answers = calls.stream().map(CompletableFuture::join).toList();
            } finally {
                execute(administrator, "ROLLBACK");
            }
        }
        assertThat(answers).allSatisfy(LogRefusalIT::assertRefused);
        assertThat(answers)
                .filteredOn(answer -> answer.body().contains("Too many decisions wait to be recorded"))
                .hasSize(AT_ONCE - QUEUE - 1);
        assertThat(evaluations() - before)
                .as("one that is written, and those that wait")
                .isEqualTo(QUEUE + 1);
        untilEvaluated();
    }

    private static ServerProcess.Answer evaluate() {
        return server.post("evaluator", "/v1/evaluations", Policies.evaluation(NAME));
    }

    private static void untilEvaluated() {
        Awaitility.await().atMost(PATIENCE).until(() -> evaluate().status() == 200);
    }

    private static void assertRefused(ServerProcess.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(code(answer.body())).isEqualTo("DECISION_LOG_UNAVAILABLE");
        assertThat(answer.retryAfter()).hasValue(1);
    }

    private static String code(String problem) {
        try {
            return new ObjectMapper().readTree(problem).path("code").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(problem, e);
        }
    }

    /** Evaluations that were begun and came to an end, as a scrape sees them. */
    private static double evaluations() {
        return server.get(null, "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("plimsoll_evaluation_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
