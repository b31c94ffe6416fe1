package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.platform.TestDatabases.execute;
import static org.plimsoll.platform.TestDatabases.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;
import org.postgresql.ds.PGSimpleDataSource;

/** The log on a real PostgreSQL, which is blocked, cut off and stopped under it. */
class DecisionTableTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long PATIENCE_SECONDS = 60;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(TestDatabases.newFolder());
        TestDatabases.migrate(database);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void find_aCommittedRecord_isTheSameToTheByte() throws SQLException {
        DecisionRecord decision = Decisions.with(Decisions.newId(), "{\"a\" :\t1.50,\u00e9}");
        DecisionTable table = new DecisionTable(TestDatabases.dataSource(database), TIMEOUT);
        Instant before = Instant.now();
        table.commit(List.of(DecisionStore.Draft.of(decision)));

        StoredDecision stored = table.find(decision.id()).orElseThrow();
        assertThat(stored.decision())
                .usingRecursiveComparison()
                .ignoringFields("request", "result", "firings")
                .isEqualTo(decision);
        assertThat(stored.decision().request().bytes())
                .isEqualTo(decision.request().bytes());
        assertThat(stored.decision().result().bytes())
                .isEqualTo(decision.result().bytes());
        assertThat(stored.committedAt())
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(table.find(Decisions.newId())).isEmpty();
    }

    /** A decision of usual size takes half a page and no more rows than its own. */
    @Test
    void commit_decisionsOfUsualSize_staysWholeAndCompressedInTheTableOfItsMonth() throws SQLException {
        DecisionTable table = new DecisionTable(TestDatabases.dataSource(database), TIMEOUT);
        DecisionRecord decision =
                Decisions.with(Decisions.newId(), "{\"a\":[" + "\"of usual size\",".repeat(300) + "1]}");
        table.commit(List.of(DecisionStore.Draft.of(decision)));

        String month = "decision_" + YearMonth.now(ZoneOffset.UTC).toString().replace('-', '_');
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, "SELECT reloptions FROM pg_class WHERE relname = '" + month + "'"))
                    .isEqualTo("{toast_tuple_target=4080}");
            assertThat(query(
                            connection,
                            "SELECT attstorage FROM pg_attribute WHERE attname = 'entry' AND attrelid = '" + month
                                    + "'::regclass"))
                    .isEqualTo("e");
            assertThat(Integer.parseInt(query(
                            connection,
                            "SELECT pg_column_size(result) FROM decision WHERE id = '" + decision.id() + "'")))
                    .isLessThan(decision.result().size() / 2);
        }
        assertThat(table.find(decision.id()).orElseThrow().decision().result().bytes())
                .isEqualTo(decision.result().bytes());
    }

    /** SHA-256 of the three bytes "abc": FIPS 180-2, appendix B.1. */
    @Test
    void payload_abc_hasThePublishedDigest() {
        assertThat(Decisions.payload("abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void commit_manyRecordsAtOnce_sharesTransactions() throws Exception {
        List<DecisionRecord> decisions = new ArrayList<>();
        try (GroupCommit log = groupCommit(TestDatabases.dataSource(database))) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                DecisionRecord decision = Decisions.any();
                decisions.add(decision);
                all.add(log.submit(decision));
            }
            for (CompletableFuture<Void> durable : all) {
                durable.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(log.state().records()).isEqualTo(500);
        }
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            String ids = decisions.stream()
                    .map(decision -> "'" + decision.id() + "'")
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
            int transactions = Integer.parseInt(
                    query(connection, "SELECT count(DISTINCT xmin::text) FROM decision WHERE id IN (" + ids + ")"));
            int rows = Integer.parseInt(query(connection, "SELECT count(*) FROM decision WHERE id IN (" + ids + ")"));
            assertThat(rows).isEqualTo(500);
            assertThat(transactions).isBetween(2, 100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE decision SET account = 'HEALTHY'",
                "UPDATE decision SET account = 'HEALTHY' WHERE false",
                "DELETE FROM decision",
                "TRUNCATE decision"
            })
    void decision_asTheServersRole_cannotBeChanged(String change) throws SQLException {
        DecisionTable table = new DecisionTable(TestDatabases.dataSource(database), TIMEOUT);
        table.commit(List.of(DecisionStore.Draft.of(Decisions.any())));
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThatThrownBy(() -> execute(connection, change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE decision SET account = 'HEALTHY'", "DELETE FROM decision", "TRUNCATE decision"})
    void decision_evenByWhoMayWriteTheTable_cannotBeChanged(String change) throws SQLException {
        DecisionTable table = new DecisionTable(TestDatabases.dataSource(database), TIMEOUT);
        table.commit(List.of(DecisionStore.Draft.of(Decisions.any())));
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "GRANT ALL ON decision TO CURRENT_USER");
            assertThatThrownBy(() -> execute(connection, change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("is append-only");
            connection.rollback();
        }
    }

    @Test
    void submit_whileSomebodyHoldsTheTable_isRefused_andTakenAgainAfterwards() throws Exception {
        try (GroupCommit log = groupCommit(TestDatabases.dataSource(database));
                Connection holder = TestDatabases.administrator(database).getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE decision IN ACCESS EXCLUSIVE MODE");
            DecisionRecord refused = Decisions.any();
            assertRefused(log.submit(refused));
            assertThatThrownBy(() -> log.submit(Decisions.any())).isInstanceOf(DecisionLogUnavailable.class);
            assertThat(log.state().writable()).isFalse();

            holder.rollback();
            awaitWritable(log);
            log.submit(Decisions.any()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(new DecisionTable(TestDatabases.dataSource(database), TIMEOUT).find(refused.id()))
                    .isEmpty();
        }
    }

    @Test
    void submit_whenTheConnectionIsCutInTheMiddle_isRefused_andTheNextIsTaken() throws Exception {
        Duration longerThanTheTest = Duration.ofMinutes(5);
        try (GroupCommit log = groupCommit(TestDatabases.dataSource(database), longerThanTheTest);
                Connection holder = TestDatabases.administrator(database).getConnection();
                Connection observer = TestDatabases.administrator(database).getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE decision IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Void> cut = log.submit(Decisions.any());
            String blocked = "FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
            awaitTrue(observer, "SELECT count(*) > 0 " + blocked);
            execute(observer, "SELECT pg_terminate_backend(pid) " + blocked);
            assertRefused(cut);
            holder.rollback();
            awaitWritable(log);
            log.submit(Decisions.any()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void submit_whileTheDatabaseIsStopped_isRefused_andTakenAgainWhenItIsBack() throws Exception {
        Path folder = TestDatabases.newFolder();
        EmbeddedDatabase first = EmbeddedDatabase.start(folder);
        TestDatabases.migrate(first);
        PGSimpleDataSource source = TestDatabases.dataSource(first);
        DecisionRecord kept = Decisions.any();
        try (GroupCommit log = groupCommit(source)) {
            log.submit(kept).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            first.close();
            assertRefused(log.submit(Decisions.any()));
            assertThat(log.state().writable()).isFalse();

            try (EmbeddedDatabase second = EmbeddedDatabase.start(folder)) {
                source.setUrl(second.jdbcUrl());
                awaitWritable(log);
                DecisionRecord next = Decisions.any();
                log.submit(next).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                DecisionTable table = new DecisionTable(source, TIMEOUT);
                assertThat(table.find(kept.id())).isPresent();
                assertThat(table.find(next.id())).isPresent();
            }
        }
    }

    @Test
    void commit_anIdThatIsTaken_isRejectedAsARecordOfItsOwn() throws Exception {
        DecisionRecord decision = Decisions.any();
        try (GroupCommit log = groupCommit(TestDatabases.dataSource(database))) {
            log.submit(decision).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThatThrownBy(() -> log.submit(decision).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DecisionRejected.class);
            assertThat(log.state().writable()).isTrue();
        }
    }

    @Test
    void commit_whenTheTableOfItsMonthIsGone_makesItAgain() throws Exception {
        try (GroupCommit log = groupCommit(TestDatabases.dataSource(database));
                Connection owner = TestDatabases.dataSource(database).getConnection()) {
            log.submit(Decisions.any()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            execute(owner, "DROP TABLE " + tableOfNow());
            DecisionRecord decision = Decisions.any();
            log.submit(decision).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(query(owner, "SELECT tableoid::regclass FROM decision WHERE id = '" + decision.id() + "'"))
                    .isEqualTo(tableOfNow());
        }
    }

    /** It has the name of the month's table, and takes none of its rows. */
    @Test
    void submit_whileTheTableOfItsMonthCannotBeMade_isRefused_andTakenAgainAfterwards() throws Exception {
        try (GroupCommit log = groupCommit(TestDatabases.dataSource(database));
                Connection owner = TestDatabases.dataSource(database).getConnection()) {
            log.submit(Decisions.any()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            execute(owner, "ALTER TABLE decision DETACH PARTITION " + tableOfNow());
            assertRefused(log.submit(Decisions.any()));
            assertThat(log.state().writable()).isFalse();
            assertThat(log.state().failure()).contains("A month of decisions has no table");
            assertThatThrownBy(() -> log.submit(Decisions.any())).isInstanceOf(DecisionLogUnavailable.class);

            execute(owner, "DROP TABLE " + tableOfNow());
            awaitWritable(log);
            log.submit(Decisions.any()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void commit_toAMonthThatHasExpired_isRefused_alsoByWhoKnewItsTable() throws Exception {
        Instant then = Instant.parse("2020-06-05T00:00:00Z");
        DecisionTable table = new DecisionTable(TestDatabases.dataSource(database), TIMEOUT);
        table.commit(List.of(DecisionStore.Draft.of(Decisions.withId(DecisionLog.idAt(then)))));
        try (Connection owner = TestDatabases.dataSource(database).getConnection()) {
            execute(owner, "DROP TABLE decision_2020_06");
            execute(
                    owner,
                    "INSERT INTO audit_event (sequence, at, actor, actor_roles, action, outcome, once, entry)"
                            + " VALUES (-1, now(), 'server', '{}', 'EXPIRE', 'DONE', 'EXPIRE decisions 2020-06', '{}')");
        }
        assertThatThrownBy(
                        () -> table.commit(List.of(DecisionStore.Draft.of(Decisions.withId(DecisionLog.idAt(then))))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no month of decisions");
    }

    private static String tableOfNow() {
        return "decision_" + YearMonth.now(ZoneOffset.UTC).toString().replace('-', '_');
    }

    private static GroupCommit groupCommit(PGSimpleDataSource source) {
        return groupCommit(source, TIMEOUT);
    }

    private static GroupCommit groupCommit(PGSimpleDataSource source, Duration timeout) {
        return new GroupCommit(
                new DecisionTable(source, timeout),
                new GroupCommit.Settings(1_000, 64, Long.MAX_VALUE, 1, Duration.ofMillis(20), Duration.ofMinutes(10)),
                new GroupCommit.Listener() {
                    @Override
                    public void committed(int groupSize, Duration took) {}

                    @Override
                    public void failed() {}
                });
    }

    private static void assertRefused(CompletableFuture<Void> durable) {
        assertThatThrownBy(() -> durable.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DecisionLogUnavailable.class);
    }

    private static void awaitWritable(GroupCommit log) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!log.state().writable() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(log.state().writable()).isTrue();
    }

    private static void awaitTrue(Connection connection, String question) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String answer = query(connection, question);
        while (!answer.equals("t") && System.nanoTime() < deadline) {
            answer = query(connection, question);
        }
        assertThat(answer).isEqualTo("t");
    }
}
