package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.platform.TestDatabases.execute;
import static org.plimsoll.platform.TestDatabases.query;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;

/** Classes of decisions, in a database that had decisions before it had classes. */
class DecisionClassesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        database = EmbeddedDatabase.start(TestDatabases.newFolder());
        Flyway.configure()
                .dataSource(TestDatabases.dataSource(database))
                .placeholders(java.util.Map.of("role", database.username()))
                .target("5")
                .load()
                .migrate();
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            String entry =
                    "'{\"ruleSet\":{\"name\":\"eu\",\"version\":2,\"contentHash\":\"ab\"},\"status\":\"NOTIFY\",\"actions\":[%s]}'";
            execute(connection, "SELECT decision_month('2026-01-31T12:00Z'), decision_month('2026-02-01T12:00Z')");
            execute(
                    connection,
                    "INSERT INTO decision (id, sequence, account, entry, request, result) VALUES"
                            // 31 January 2026, 23:59:59.999 in UTC is 1769903999999 ms after 1970, hexadecimal
                            // 19c167fcbff.
                            + " ('019c167f-cbff-7000-8000-000000000001', 0, 'a', " + String.format(entry, "\"NOTIFY\"")
                            + ", '', ''),"
                            + " ('019c167f-cc00-7000-8000-000000000001', 1, 'a', " + String.format(entry, "\"NOTIFY\"")
                            + ", '', ''),"
                            + " ('019c167f-cc00-7000-8000-000000000002', 2, 'b', " + String.format(entry, "\"NOTIFY\"")
                            + ", '', ''),"
                            + " ('019c167f-cc00-7000-8000-000000000003', 3, 'b', " + String.format(entry, "")
                            + ", '', '')");
        }
        TestDatabases.migrate(database);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void decisionsOfBefore_areInTheClassOfTheirMonth() throws SQLException {
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, """
                    SELECT string_agg(d.sequence || ' ' || month || ' ' || rule_set || ' ' || version || ' ' || content_hash
                        || ' ' || c.status || ' ' || actions::text || ' ' || rules::text, '; ' ORDER BY d.sequence)
                    FROM decision d JOIN decision_class c ON c.id = d.class"""))
                    .isEqualTo("0 2026-01-01 eu 2 ab NOTIFY {NOTIFY} {}; 1 2026-02-01 eu 2 ab NOTIFY {NOTIFY} {};"
                            + " 2 2026-02-01 eu 2 ab NOTIFY {NOTIFY} {}; 3 2026-02-01 eu 2 ab NOTIFY {} {}");
            assertThat(query(connection, "SELECT count(DISTINCT class) FROM decision WHERE sequence < 4"))
                    .isEqualTo("3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE decision SET class = 1",
                "UPDATE decision_2026_01 SET class = 1",
                "UPDATE decision_class SET status = 'NOTIFY'",
                "DELETE FROM decision_class",
                "TRUNCATE decision_class"
            })
    void classes_cannotBeChanged(String change) throws SQLException {
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThatThrownBy(() -> execute(connection, change)).hasMessageContaining("permission denied");
            connection.setAutoCommit(false);
            execute(connection, "GRANT ALL ON decision, decision_2026_01, decision_class TO CURRENT_USER");
            assertThatThrownBy(() -> execute(connection, change)).hasMessageContaining("is append-only");
            connection.rollback();
        }
    }

    @Test
    void serversThatMeetTheSameClassesAtOnce_inAnyOrder_agreeOnTheirNumbers() throws Exception {
        YearMonth month = YearMonth.of(2026, 3);
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<Integer>>> all = new ArrayList<>();
            for (int server = 0; server < 4; server++) {
                DecisionClasses classes = new DecisionClasses(TestDatabases.dataSource(database), TIMEOUT);
                boolean backwards = server % 2 == 1;
                all.add(() -> {
                    Integer[] numbers = new Integer[40];
                    for (int i = 0; i < numbers.length; i++) {
                        int rule = backwards ? numbers.length - 1 - i : i;
                        numbers[rule] = classes.of(decision("rule " + rule, "5"), month);
                    }
                    return List.of(numbers);
                });
            }
            List<List<Integer>> numbers = new ArrayList<>();
            for (Future<List<Integer>> each : servers.invokeAll(all, 60, TimeUnit.SECONDS)) {
                numbers.add(each.get());
            }
            assertThat(numbers).hasSize(4).containsOnly(numbers.get(0));
            assertThat(numbers.get(0)).doesNotHaveDuplicates();
        } finally {
            servers.shutdownNow();
        }
    }

    @Test
    void amounts_ofOneMagnitude_areOfOneClass() throws SQLException {
        DecisionClasses classes = new DecisionClasses(TestDatabases.dataSource(database), TIMEOUT);
        YearMonth month = YearMonth.of(2026, 4);
        int hundreds = classes.of(decision("rule", "100"), month);

        assertThat(classes.of(decision("rule", "999.99"), month)).isEqualTo(hundreds);
        assertThat(classes.of(decision("rule", "1000"), month)).isNotEqualTo(hundreds);
        assertThat(classes.of(decision("rule", "100"), month.plusMonths(1))).isNotEqualTo(hundreds);
    }

    @Test
    void monthWithTooManyClasses_keepsThoseItHas_andNamesNoRulesInNewOnes() throws SQLException {
        DecisionClasses classes = new DecisionClasses(TestDatabases.dataSource(database), TIMEOUT);
        YearMonth month = YearMonth.of(2026, 6);
        int before = classes.of(decision("rule 0", "5"), month);
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            execute(
                    connection,
                    "INSERT INTO decision_class (month, rule_set, version, content_hash, status, actions, rules, digest)"
                            + " SELECT '2026-06-01', 'crowd', i, '', 'NO_ACTION', '{}', '{}', sha256(i::text::bytea)"
                            + " FROM generate_series(1, 4095) i");
            List<Integer> after = new ArrayList<>();
            for (int i : IntStream.range(1, 5).toArray()) {
                after.add(classes.of(decision("rule " + i, "5"), month));
            }
            DecisionClasses ofAnother = new DecisionClasses(TestDatabases.dataSource(database), TIMEOUT);

            assertThat(after).containsOnly(after.get(0));
            assertThat(after.get(0)).isNotEqualTo(before);
            assertThat(query(connection, "SELECT rules IS NULL FROM decision_class WHERE id = " + after.get(0)))
                    .isEqualTo("t");
            assertThat(classes.of(decision("rule 0", "5"), month)).isEqualTo(before);
            assertThat(classes.of(decision("rule 1", "50"), month)).isNotIn(before, after.get(0));
            assertThat(ofAnother.of(decision("rule 1", "5"), month)).isEqualTo(after.get(0));
            assertThat(ofAnother.of(decision("rule 0", "5"), month)).isEqualTo(before);
        }
    }

    private static DecisionRecord decision(String rule, String amount) {
        return Decisions.of(new DecisionRecord.Subject(
                "MARGIN_CALL",
                "a",
                "p",
                List.of("MARGIN_CALL"),
                new DecisionRecord.Amount(new BigDecimal(amount), "EUR"),
                List.of(rule)));
    }
}
