package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.audit.AuditEntries;
import org.plimsoll.decisionlog.DecisionEntries;
import org.plimsoll.platform.TestDatabases;
import org.plimsoll.retention.TestExpiry;
import org.plimsoll.ruleset.ContentTable;
import org.plimsoll.ruleset.LifeRows;

/** What the server's role might try to have months dropped that may not go, and what a reader sees of one that goes meanwhile. */
class ExpiryAttackTest {
    private static final Period FIVE_YEARS = Period.ofYears(5);
    private static final YearMonth NOW = YearMonth.now(ZoneOffset.UTC);

    private static TestServer server;
    private static TestLedger whole;
    private static YearMonth old;

    private TestLedger log;

    @BeforeAll
    static void live() throws Exception {
        server = TestServer.start();
        whole = new TestLedger(server.dataSource("plimsoll"), TestLedger.newFolder());
        Instant now = Instant.now();
        Instant then = now.atOffset(ZoneOffset.UTC).minusYears(5).minusMonths(2).toInstant();
        old = YearMonth.from(then.atOffset(ZoneOffset.UTC));
        whole.ago(PastClock.of(Duration.between(then, now), server.superuser("plimsoll")))
                .live(1, 20);
        whole.live(2, 20);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void copy() throws Exception {
        try (Connection connection = server.superuser("postgres").getConnection()) {
            TestDatabases.execute(connection, "DROP DATABASE IF EXISTS attacked WITH (FORCE)");
        }
        server.copy("plimsoll", "attacked");
        log = whole.copiedTo(server.dataSource("attacked"));
    }

    /** NOW and OLD are months with decisions; a year before Christ has the same digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOW BC",
                "OLD BC",
                "2019-12-01",
                "0001-01-01",
                "10000-01-01",
                "NOW+8000",
                "infinity",
                "-infinity",
                "NULL"
            })
    void month_thatNoDecisionsCanBeOf_isNone(String month) throws Exception {
        String date = month.replace(
                        "NOW+8000", NOW.plusYears(8_000).atDay(1).toString().replace("+", ""))
                .replace("NOW", NOW.atDay(1).toString())
                .replace("OLD", old.atDay(1).toString());
        String of = date.equals("NULL") ? "NULL::date" : "date '" + date + "'";
        assertRefused("SELECT expire_decisions(" + of + ", 60)", "there is no month of decisions");
        try (Connection connection = log.database.getConnection()) {
            assertThat(TestDatabases.query(connection, "SELECT decision_month_is_old(" + of + ", 60, 'infinity')"))
                    .isEqualTo("f");
            assertThat(TestDatabases.query(connection, "SELECT decision_month_is_held(" + of + ")"))
                    .isEqualTo("t");
            assertThat(TestDatabases.query(connection, "SELECT count(*) FROM decision"))
                    .isEqualTo("40");
        }
        assertRefused("SELECT decision_month(" + of + "::timestamp AT TIME ZONE 'UTC')", "no month of decisions");
        assertThat(log.verify().findings()).isEmpty();
    }

    /** Signatures that fit better than PostgreSQL's own: a call without a schema, or of other types, would take them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "to_char(date, text) RETURNS text",
                "to_regclass(varchar) RETURNS regclass",
                "make_interval(months integer) RETURNS interval",
                "format(text, text) RETURNS text",
                "format(text, text, text) RETURNS text",
                "format(text, text, uuid, uuid) RETURNS text",
                "date_trunc(text, timestamptz, text) RETURNS timestamptz",
                "lpad(text, integer, varchar) RETURNS text",
                "other_than(numeric, integer) RETURNS boolean; CREATE OPERATOR public.<> (LEFTARG = numeric, RIGHTARG = integer,"
                        + " FUNCTION = public.other_than)",
                "equal_of(numeric, integer) RETURNS boolean; CREATE OPERATOR public.= (LEFTARG = numeric, RIGHTARG = integer,"
                        + " FUNCTION = public.equal_of)",
                "product_of(numeric, integer) RETURNS numeric; CREATE OPERATOR public.* (LEFTARG = numeric, RIGHTARG = integer,"
                        + " FUNCTION = public.product_of)"
            })
    void functionOfOthers_isNotCalledByThoseThatRunAsTheirOwner(String function) throws Exception {
        try (Connection connection = log.database.getConnection()) {
            TestDatabases.execute(
                    connection,
                    "CREATE FUNCTION public."
                            + function.replaceFirst(
                                    "RETURNS (\\w+)",
                                    "RETURNS $1 LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''somebody else''; END'"));
            TestDatabases.execute(connection, "SELECT decision_month('2020-03-04Z')");
        }
        assertThat(TestExpiry.expire(log.database, old, FIVE_YEARS)).hasSize(20);
    }

    /** PostgreSQL 14 lets everybody add to the schema of a new database. */
    @Test
    void migration_letsNobodyButTheSchemasOwnerAddToIt() throws Exception {
        server.copy("template0", "fresh");
        try (Connection connection = server.superuser("fresh").getConnection()) {
            TestDatabases.execute(connection, "GRANT CREATE ON SCHEMA public TO PUBLIC");
            Flyway.configure()
                    .dataSource(server.dataSource("fresh"))
                    .placeholders(Map.of("role", "plimsoll"))
                    .load()
                    .migrate();
            String may = "SELECT has_schema_privilege(':who', 'public', 'CREATE')";
            assertThat(TestDatabases.query(connection, may.replace(":who", "public")))
                    .isEqualTo("f");
            assertThat(TestDatabases.query(connection, may.replace(":who", "plimsoll")))
                    .isEqualTo("t");
        }
    }

    @Test
    void headThatSaysItIsOld_isNotTaken() throws Exception {
        String forged =
                "INSERT INTO ledger_head SELECT tree_size + 100, root, frontier, clock_timestamp() - interval ':ago', note"
                        + " FROM ledger_head ORDER BY tree_size DESC LIMIT 1";
        assertRefused(forged.replace(":ago", "6 years"), "may be at most 10 minutes old");
        assertRefused(forged.replace(":ago", "601 seconds"), "may be at most 10 minutes old");
        try (Connection connection = log.database.getConnection()) {
            TestDatabases.execute(connection, "CREATE SCHEMA mine");
            TestDatabases.execute(
                    connection,
                    "CREATE FUNCTION mine.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
                            + " 'SELECT timestamptz ''2020-01-01Z'''");
            TestDatabases.execute(connection, "SET search_path = mine, public, pg_catalog");
            assertThatThrownBy(() -> TestDatabases.execute(
                            connection,
                            forged.replace("clock_timestamp()", "now()").replace(":ago", "6 years")))
                    .hasMessageContaining("may be at most 10 minutes old");
            TestDatabases.execute(
                    connection, forged.replace("clock_timestamp()", "now()").replace(":ago", "590 seconds"));
        }
    }

    @Test
    void verification_keepsAMonthFromGoingMeanwhile() throws Exception {
        Meanwhile meanwhile = new Meanwhile();
        Verification verification = new LedgerVerifier(
                        log.database,
                        log.origin,
                        log.keys,
                        List.of(meanwhile, new AuditEntries()),
                        new ContentTable(),
                        new LifeRows())
                .verify(FileWitness.reading(log.witnessFile));
        assertThat(meanwhile.refusal).contains("lock timeout");
        assertThat(verification.findings()).isEmpty();
        assertThat(TestExpiry.expire(log.database, old, FIVE_YEARS)).hasSize(20);
    }

    @Test
    void export_keepsAMonthFromGoingMeanwhile() throws Exception {
        Meanwhile meanwhile = new Meanwhile();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Snapshot.<IOException>of(log.database, connection -> {
            Snapshot.keepMonths(connection);
            // A snapshot from before the month could go.
            assertThat(HeadTable.latest(connection).size()).isPositive();
            meanwhile.tryToExpire();
            new LogExport(
                            connection,
                            log.origin,
                            List.of(new DecisionEntries(), new AuditEntries()),
                            new ContentTable(),
                            out)
                    .full("all of it");
        });
        assertThat(meanwhile.refusal).contains("lock timeout");
        assertThat(lines(out.toByteArray(), "entries.ndjson"))
                .isEqualTo(log.verify().treeSize());
    }

    private static long lines(byte[] archive, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .count();
                }
            }
        }
        return -1;
    }

    private void assertRefused(String statement, String why) throws SQLException {
        try (Connection connection = log.database.getConnection()) {
            assertThatThrownBy(() -> TestDatabases.execute(connection, statement))
                    .hasMessageContaining(why);
        }
    }

    /** Decisions, of which a month is to expire after the reader has a snapshot and before it has read them. */
    private final class Meanwhile implements EntrySource {
        private final EntrySource decisions = new DecisionEntries();
        private String refusal = "";
        private boolean tried;

        void tryToExpire() {
            if (tried) {
                return;
            }
            tried = true;
            try {
                refusal = "expired "
                        + TestExpiry.expire(log.database, old, FIVE_YEARS).size();
            } catch (SQLException e) {
                refusal = String.valueOf(e.getMessage());
            }
        }

        @Override
        public void read(Connection connection, long from, long to, Consumer<Stored> reader) throws SQLException {
            tryToExpire();
            decisions.read(connection, from, to, reader);
        }

        @Override
        public long unplaced(Connection connection) throws SQLException {
            return decisions.unplaced(connection);
        }

        @Override
        public void inputs(Connection connection, Consumer<Input> reader) throws SQLException {
            decisions.inputs(connection, reader);
        }
    }
}
