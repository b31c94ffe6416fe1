package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.decisionlog.TestDecisions;
import org.plimsoll.merkle.MerkleProofs;
import org.plimsoll.platform.TestDatabases;
import org.plimsoll.retention.TestExpiry;

/** Months of decisions that expire, and what keeps them from it, on a log that goes back more than five years. */
class RetentionTest {
    private static final Period FIVE_YEARS = Period.ofYears(5);
    private static final Period TEN_YEARS = Period.ofYears(10);
    private static final int OLD = 60;
    private static final int YOUNG = 40;

    private static TestServer server;
    private static TestLedger whole;
    private static YearMonth oldMonth;

    private TestLedger log;

    @BeforeAll
    static void live() throws Exception {
        server = TestServer.start();
        whole = new TestLedger(server.dataSource("plimsoll"), TestLedger.newFolder());
        Instant now = Instant.now();
        Instant then = now.atOffset(ZoneOffset.UTC).minusYears(5).minusMonths(2).toInstant();
        oldMonth = YearMonth.from(then.atOffset(ZoneOffset.UTC));
        whole.ago(PastClock.of(Duration.between(then, now), server.superuser("plimsoll")))
                .live(1, OLD);
        whole.live(2, YOUNG);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void copy() throws Exception {
        try (Connection connection = server.superuser("postgres").getConnection()) {
            TestDatabases.execute(connection, "DROP DATABASE IF EXISTS kept WITH (FORCE)");
        }
        server.copy("plimsoll", "kept");
        log = whole.copiedTo(server.dataSource("kept"));
    }

    @Test
    void month_thatIsOldEnough_goesAsAWhole_andTheLogStaysVerified() throws Exception {
        List<Long> before = numbers(
                "SELECT sequence FROM decision WHERE id < decision_id_at(now() - interval '5 years') ORDER BY 1");
        assertThat(before).hasSize(OLD);
        assertThat(TestExpiry.expire(log.database, oldMonth, FIVE_YEARS)).isEqualTo(before);
        log.round();

        Verification verification = log.verify();
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.outcome()).isEqualTo("verified");
        assertThat(verification.expired()).isEqualTo(OLD);
        assertThat(verification.entries()).isEqualTo(verification.treeSize() - OLD);
        assertThat(verification.unwitnessed()).isZero();
        assertThat(numbers("SELECT count(*) FROM decision")).containsExactly((long) YOUNG);
        assertThat(numbers("SELECT count(*) FROM decision_class WHERE month = '" + oldMonth.atDay(1) + "'"))
                .containsExactly(0L);
        assertThat(numbers("SELECT count(*) FROM decision_class")).containsExactly(1L);
        assertThat(numbers("SELECT count(*) FROM audit_event WHERE sequence < " + before.get(OLD - 1)))
                .isEqualTo(numbers("SELECT " + before.get(OLD - 1) + " - " + (OLD - 1)));
        assertThat(numbers("SELECT count(*) FROM decision_input")).containsExactly(1L);
    }

    /** RFC 9162, 2.1.3.2: the leaf hash and its path make the root that was signed. */
    @Test
    void entry_thatExpired_canStillBeProven_byWhoKeptIt() throws Exception {
        String entry = text("SELECT entry FROM decision ORDER BY sequence LIMIT 1");
        long place = TestExpiry.expire(log.database, oldMonth, FIVE_YEARS).get(0);
        log.round();
        try (Connection connection = log.database.getConnection()) {
            InclusionProof proof = InclusionProof.of(connection, place);
            byte[] leaf = HexFormat.of()
                    .parseHex(text("SELECT encode(sha256('\\x00'::bytea || convert_to('" + entry.replace("'", "''")
                            + "', 'UTF8')), 'hex')"));
            assertThat(proof.leafHash()).isEqualTo(leaf);
            MerkleProofs.verifyInclusion(
                    leaf, place, proof.head().size(), proof.head().root(), proof.path());
        }
    }

    @Test
    void month_thatExpired_staysEmpty() throws Exception {
        TestExpiry.expire(log.database, oldMonth, FIVE_YEARS);
        assertRefused("SELECT decision_month(timestamptz '" + oldMonth.atDay(3) + " 00:00Z')", "no month of decisions");
        assertRefused(expire(oldMonth, 60), "there is no month of decisions");
    }

    /** 2021-01 ended when 2021-02 began: five years later is 2026-02-01, ten years later 2031-02-01, whatever less is asked for. */
    @ParameterizedTest
    @CsvSource({
        "60, 2026-02-01T00:00:00Z, true",
        "60, 2026-01-31T23:59:59.999Z, false",
        "61, 2026-03-01T00:00:00Z, true",
        "61, 2026-02-28T23:59:59.999Z, false",
        "120, 2031-02-01T00:00:00Z, true",
        "120, 2031-01-31T23:59:59.999Z, false",
        "12, 2026-02-01T00:00:00Z, true",
        "12, 2026-01-31T23:59:59.999Z, false",
        "-1000, 2026-01-31T23:59:59.999Z, false",
        "NULL, 2026-01-31T23:59:59.999Z, false"
    })
    void month_isOld_fromTheInstantItsEndIsThatLongAgo(String months, String instant, boolean isOld) throws Exception {
        for (String zone : List.of("UTC", "Pacific/Auckland", "America/Los_Angeles")) {
            assertThat(text("SELECT decision_month_is_old('2021-01-01', " + months + ", '" + instant
                            + "') FROM set_config('TimeZone', '" + zone + "', false)"))
                    .isEqualTo(isOld ? "t" : "f");
        }
    }

    @Test
    void month_thatIsYounger_isRefused_andNothingIsGone() throws Exception {
        assertRefused(expire(oldMonth, 64), "is not old enough");
        assertRefused(expire(oldMonth, 59), "at least five years");
        assertRefused(expire(oldMonth, 0), "at least five years");
        assertRefused(expire(YearMonth.now(ZoneOffset.UTC), 60), "is not old enough");
        assertRefused(expire(oldMonth.minusMonths(1), 60), "there is no month of decisions");
        assertRefused("SELECT expire_decisions('" + oldMonth.atDay(2) + "', 60)", "there is no month of decisions");
        assertRefused("SELECT expire_decisions(NULL, 60)", "there is no month of decisions");
        assertThatThrownBy(() -> TestExpiry.expire(log.database, oldMonth, TEN_YEARS))
                .isInstanceOf(SQLException.class);
        assertThat(numbers("SELECT count(*) FROM decision")).containsExactly((long) OLD + YOUNG);
    }

    /** What carries an old id and was recorded today is not old. */
    @Test
    void month_withARecordOfToday_isRefused() throws Exception {
        TestDecisions.write(
                log.database,
                1,
                TestLedger.RULE_SET,
                1,
                log.contentOf(1),
                oldMonth.atDay(5).atStartOfDay(ZoneOffset.UTC).toInstant());
        assertRefused(expire(oldMonth, 60), "no head that is five years old covers");
        log.round();
        assertRefused(expire(oldMonth, 60), "no head that is five years old covers");
    }

    @Test
    void month_thatAHoldTouches_isKept_untilTheHoldIsReleased() throws Exception {
        Instant end =
                oldMonth.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant start = oldMonth.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        hold(end, null);
        hold(start.minusSeconds(9), start);
        List<UUID> touching = List.of(
                hold(end.minusMillis(1), end), hold(start.minusSeconds(9), start.plusMillis(1)), hold(start, null));
        for (UUID hold : touching) {
            assertRefused(expire(oldMonth, 60), "is held");
            try (Connection connection = log.database.getConnection()) {
                connection.setAutoCommit(false);
                TestExpiry.release(connection, hold);
                connection.commit();
            }
        }
        assertThat(TestExpiry.expire(log.database, oldMonth, FIVE_YEARS)).hasSize(OLD);
        log.round();
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void hold_thatIsBeingPlaced_isWaitedFor() throws Exception {
        try (Connection placing = log.database.getConnection()) {
            placing.setAutoCommit(false);
            TestExpiry.hold(placing, Instant.parse("2020-01-01T00:00:00Z"), null);
            CompletableFuture<String> expiring = refusal(expire(oldMonth, 60));
            assertThatThrownBy(() -> expiring.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            placing.commit();
            assertThat(expiring.get(20, TimeUnit.SECONDS)).contains("is held");
        }
        assertThat(numbers("SELECT count(*) FROM decision")).containsExactly((long) OLD + YOUNG);
    }

    @Test
    void hold_waitsForAMonthThatIsBeingDropped() throws Exception {
        try (Connection dropping = log.database.getConnection();
                Connection placing = log.database.getConnection()) {
            dropping.setAutoCommit(false);
            placing.setAutoCommit(false);
            TestDatabases.execute(dropping, expire(oldMonth, 60));
            TestDatabases.execute(placing, "SET lock_timeout = '500ms'");
            assertThatThrownBy(() -> TestExpiry.hold(placing, Instant.parse("2020-01-01T00:00:00Z"), null))
                    .hasMessageContaining("lock timeout");
            placing.rollback();
            dropping.rollback();
            TestExpiry.hold(placing, Instant.parse("2020-01-01T00:00:00Z"), null);
            placing.commit();
        }
        assertRefused(expire(oldMonth, 60), "is held");
    }

    /** In a transaction that does not see what others have committed since it began. */
    @Test
    void expiry_inATransactionThatSeesNoNewHolds_isRefused() throws Exception {
        try (Connection connection = log.database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> TestDatabases.execute(connection, expire(oldMonth, 60)))
                    .hasMessageContaining("see holds of others");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMPORARY TABLE legal_hold (LIKE public.legal_hold)",
                "CREATE TEMPORARY TABLE legal_hold_release AS SELECT id AS hold FROM legal_hold",
                "CREATE FUNCTION pg_temp.decision_month_is_held(date) RETURNS boolean LANGUAGE sql AS 'SELECT false'"
            })
    void hold_cannotBeHiddenByATableOfTheServersRole(String trick) throws Exception {
        hold(Instant.parse("2020-01-01T00:00:00Z"), null);
        try (Connection connection = log.database.getConnection()) {
            TestDatabases.execute(connection, trick);
            assertThatThrownBy(() -> TestDatabases.execute(connection, expire(oldMonth, 60)))
                    .hasMessageContaining("is held");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM legal_hold",
                "UPDATE legal_hold SET held_to = now()",
                "TRUNCATE legal_hold",
                "UPDATE legal_hold_release SET reason = 'none'",
                "DELETE FROM decision_class"
            })
    void holds_asTheServersRole_areOnlyAddedTo(String change) throws Exception {
        hold(Instant.parse("2020-01-01T00:00:00Z"), null);
        assertRefused(change, "permission denied");
    }

    /** Whoever reads the decisions for long makes an expiry give up, and evaluations wait no longer than it tries. */
    @Test
    void expiry_behindALongReader_givesUp() throws Exception {
        try (Connection reading = log.database.getConnection()) {
            reading.setAutoCommit(false);
            TestDatabases.query(reading, "SELECT count(*) FROM decision");
            assertThat(refusal(expire(oldMonth, 60)).get(20, TimeUnit.SECONDS)).contains("lock timeout");
        }
        assertThat(TestExpiry.expire(log.database, oldMonth, FIVE_YEARS)).hasSize(OLD);
    }

    /** Where others than the server own the tables, it may ask for months to go, and drop nothing. */
    @Test
    void serverThatOwnsNothing_canLetMonthsExpire_andNothingElse() throws Exception {
        String table = "decision_" + oldMonth.toString().replace('-', '_');
        try (Connection connection = server.superuser("kept").getConnection()) {
            TestDatabases.execute(connection, "CREATE ROLE plimsoll_owner");
            TestDatabases.execute(connection, "ALTER DATABASE kept OWNER TO plimsoll_owner");
            TestDatabases.execute(connection, """
                    DO $$
                    DECLARE
                        what record;
                    BEGIN
                        FOR what IN SELECT oid::regclass AS name FROM pg_class
                                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LOOP
                            EXECUTE format('ALTER TABLE %s OWNER TO plimsoll_owner', what.name);
                        END LOOP;
                        FOR what IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
                            EXECUTE format('ALTER FUNCTION %s OWNER TO plimsoll_owner', what.name);
                            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO plimsoll', what.name);
                        END LOOP;
                        GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO plimsoll;
                        REVOKE ALL ON :table FROM plimsoll;
                    END
                    $$""".replace(":table", table));
        }
        assertRefused("DROP TABLE " + table, "must be owner");
        assertRefused("ALTER TABLE decision DETACH PARTITION " + table, "must be owner");
        assertRefused("DELETE FROM " + table, "permission denied");
        assertRefused("TRUNCATE " + table, "permission denied");
        assertThat(TestExpiry.expire(log.database, oldMonth, FIVE_YEARS)).hasSize(OLD);
        assertThat(numbers("SELECT count(*) FROM decision_class")).containsExactly(1L);
        assertRefused("DELETE FROM decision_class", "permission denied");
    }

    private UUID hold(Instant from, @Nullable Instant to) throws SQLException {
        try (Connection connection = log.database.getConnection()) {
            connection.setAutoCommit(false);
            UUID hold = TestExpiry.hold(connection, from, to);
            connection.commit();
            return hold;
        }
    }

    private static String expire(YearMonth month, int retentionMonths) {
        return "SELECT expire_decisions('" + month.atDay(1) + "', " + retentionMonths + ")";
    }

    private CompletableFuture<String> refusal(String statement) {
        return CompletableFuture.supplyAsync(() -> {
            try (Connection connection = log.database.getConnection()) {
                TestDatabases.execute(connection, statement);
                return "";
            } catch (SQLException e) {
                return String.valueOf(e.getMessage());
            }
        });
    }

    private void assertRefused(String statement, String why) throws SQLException {
        try (Connection connection = log.database.getConnection()) {
            assertThatThrownBy(() -> TestDatabases.execute(connection, statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(why);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = log.database.getConnection()) {
            return TestDatabases.query(connection, query);
        }
    }

    private List<Long> numbers(String query) throws SQLException {
        try (Connection connection = log.database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            List<Long> numbers = new ArrayList<>();
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
            return numbers;
        }
    }
}
