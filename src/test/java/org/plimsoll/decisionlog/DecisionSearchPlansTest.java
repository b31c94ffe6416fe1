package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.platform.TestDatabases.execute;
import static org.plimsoll.platform.TestDatabases.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;

/**
 * How the database finds what is asked for. The tables of {@code docs/search.md} are this test's output with
 * {@code -Dplimsoll.test.rows=1000000}.
 */
class DecisionSearchPlansTest {
    private static final String ROWS = "plimsoll.test.rows";

    /** Whether classes name no rules in any month, but for a few. */
    private static final String CROWDED = "plimsoll.test.crowded";

    private static final int FEW = 24_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int TIMES = 5;
    private static final int WRITTEN = 20_000;
    private static final int ROUNDS = 9;

    /** Rows of the size that decisions on some twenty positions have. */
    private static final String STAGE = """
            CREATE TEMPORARY TABLE stage AS
            SELECT (left(decision_id_at(timestamptz '2025-12-30Z' + interval '1 hour' * %1$d + interval '100 us' * i)::text, 14)
                    || '7' || left(md5(i::text), 3) || '-8' || substr(md5(i::text), 4, 3) || '-' || right(md5(i::text), 12))::uuid AS id,
                i, 'account ' || floor(random() * 300000)::int AS account, 1 + floor(500 * random() ^ 3)::int AS class,
                repeat(md5(i::text), 38) AS entry,
                (SELECT string_agg(sha512((i || '-' || n)::bytea), '') FROM generate_series(1, 25) n) AS request,
                repeat(md5(i::text), 20)::bytea AS firings
            FROM generate_series(1, %2$d) i""";

    /** Lower bound of the ids of 20 June 2025, in the middle of the log. */
    private static final String DEEP = IdRange.of(new DecisionQuery(
                    null,
                    null,
                    DecisionQuery.ClassFilter.ANY,
                    Instant.parse("2025-06-20T00:00:00Z"),
                    null,
                    1,
                    null,
                    false))
            .low()
            .toString();

    private static EmbeddedDatabase database;
    private static ExplainedDatabase explained;

    @BeforeAll
    static void fill() throws SQLException {
        database = EmbeddedDatabase.start(TestDatabases.newFolder());
        TestDatabases.migrate(database);
        explained = new ExplainedDatabase(TestDatabases.dataSource(database));
        try (Connection administrator = TestDatabases.administrator(database).getConnection()) {
            long start = System.nanoTime();
            if (Boolean.getBoolean(CROWDED)) {
                for (int i = 0; i < FilledLog.MONTHS; i++) {
                    FilledLog.crowd(administrator, FilledLog.FIRST.plusMonths(i));
                }
            }
            FilledLog.fill(administrator, Long.getLong(ROWS, FEW));
            print("filled in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            print("| search | page | items | next | database, ms | in all, ms | pages | rows read |");
            print("|---|---|---:|---|---:|---:|---:|---|");
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        explained.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=50",
        "limit=200",
        "order=oldest",
        "from=2025-06-10T00:00:00Z&to=2025-06-10T00:10:00Z",
        "account=account 7",
        "account=omnibus",
        "account=nobody",
        "account=omnibus&portfolio=omnibus-1",
        "account=omnibus&status=LIQUIDATE",
        "account=omnibus&rule=rare rule",
        "account=account 7&status=NO_ACTION",
        "ruleSet=house",
        "ruleSet=house&version=1",
        "ruleSet=retired-set",
        "ruleSet=none",
        "status=NO_ACTION",
        "status=MARGIN_CALL",
        "status=LIQUIDATE",
        "status=ESCALATE",
        "action=MARGIN_CALL",
        "rule=always",
        "rule=rule 07",
        "rule=detail 3 of many",
        "rule=rare rule",
        "rule=none",
        "rule=rule 07&status=NOTIFY",
        "rule=rare rule&status=LIQUIDATE",
        "minAmount=1000000",
        "minAmount=90000000",
        "minAmount=99999990",
        "maxAmount=0.11",
        "minAmount=2500000&maxAmount=2500001",
        "minAmount=2500000&rule=rule 07&ruleSet=eu",
        "status=LIQUIDATE&ruleSet=eu&rule=rule 11&minAmount=1000000",
        "status=LIQUIDATE&order=oldest&limit=200",
        "rule=rule 07&status=NOTIFY&from=2025-04-01T00:00:00Z&to=2025-05-02T00:00:00Z"
    })
    void search_readsDecisionsByIndexes(String search) throws SQLException, IOException {
        examine(search, "first");
        if (!search.contains("from")) {
            examine(search + "&after=" + DEEP, "deep");
        }
    }

    private static void examine(String search, String page) throws SQLException, IOException {
        DecisionQuery query = DecisionQueryReader.read(DecisionSearchTest.parameters(search));
        DecisionPage found = new DecisionSearch(explained.explaining(), TIMEOUT).page(query);
        Map<String, Integer> scans = new TreeMap<>();
        double first = 0;
        long blocks = 0;
        for (String plan : explained.takePlans()) {
            JsonNode root = new ObjectMapper().readTree(plan).path(0);
            first += root.path("Execution Time").asDouble()
                    + root.path("Planning Time").asDouble();
            blocks += root.path("Plan").path("Shared Hit Blocks").asLong()
                    + root.path("Plan").path("Shared Read Blocks").asLong();
            collect(root.path("Plan"), scans);
        }
        print(String.format(
                "| `%s` | %s | %d | %s | %.1f | %.1f | %,d | %s |",
                search.replaceAll("&after=.*", ""),
                page,
                found.items().size(),
                found.next() == null ? "no" : "yes",
                first,
                medianMillis(query),
                blocks,
                rowsRead(scans)));

        assertThat(scans).isNotEmpty();
        assertThat(scans.keySet()).noneMatch(scan -> scan.startsWith("Seq Scan decision_20"));
        assertThat(scans.keySet())
                .allMatch(scan -> scan.matches("(Index|Index Only|Bitmap Heap) Scan decision_20.*")
                        || scan.endsWith(" decision_class"));
    }

    /** Scans of tables that were carried out, with how many rows each gave. */
    private static void collect(JsonNode plan, Map<String, Integer> scans) {
        String table = plan.path("Relation Name").asText();
        long times = plan.path("Actual Loops").asLong();
        if (table.startsWith("decision") && times > 0) {
            String index = plan.path("Index Name").asText("").replaceAll("decision_\\d+_\\d+_", "");
            scans.merge(
                    plan.path("Node Type").asText() + " "
                            + (table.equals("decision_class") ? table : "decision_20.. " + index),
                    (int) (plan.path("Actual Rows").asDouble() * times),
                    Integer::sum);
        }
        plan.path("Plans").forEach(below -> collect(below, scans));
    }

    /** How many rows each way of reading gave. */
    private static String rowsRead(Map<String, Integer> scans) {
        Map<String, Integer> ways = new TreeMap<>();
        scans.forEach((scan, rows) -> ways.merge(
                scan.endsWith(" decision_class")
                        ? "classes"
                        : scan.contains("account") ? "by account" : scan.contains("pkey") ? "by id" : "by class",
                rows,
                Integer::sum));
        return ways.entrySet().stream()
                .map(way -> String.format("%,d %s", way.getValue(), way.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static double medianMillis(DecisionQuery query) throws SQLException {
        DecisionSearch search = new DecisionSearch(explained.plain(), TIMEOUT);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            search.page(query);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis.stream().sorted().toList().get(TIMES / 2);
    }

    /** Writes rows to two tables as large as a month of decisions, one with what only searches need, in turns. */
    @Test
    @EnabledIfSystemProperty(named = ROWS, matches = ".*")
    void write_withAndWithoutTheIndexesOfSearch_costsSoMuch() throws SQLException {
        try (Connection administrator = TestDatabases.administrator(database).getConnection()) {
            for (String table : List.of("without", "with_them")) {
                execute(
                        administrator,
                        "CREATE TABLE " + table
                                + " AS SELECT * FROM decision WHERE id > decision_id_at('2025-12-01Z')");
                execute(administrator, "ALTER TABLE " + table + " ADD PRIMARY KEY (id)");
                execute(administrator, "CREATE INDEX ON " + table + " (sequence)");
            }
            execute(administrator, "ALTER TABLE without DROP COLUMN class");
            execute(administrator, "CREATE INDEX ON with_them (class, id)");
            execute(administrator, "CREATE INDEX ON with_them (account, id) INCLUDE (class)");
            Map<String, List<Long>> micros = new TreeMap<>();
            Map<String, List<Long>> walBytes = new TreeMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                execute(administrator, String.format(STAGE, round, WRITTEN));
                for (String table : List.of("without", "with_them")) {
                    String before = query(administrator, "SELECT pg_current_wal_lsn()");
                    long start = System.nanoTime();
                    execute(
                            administrator,
                            "INSERT INTO " + table + " (id, sequence, account, entry, request, result, firings"
                                    + (table.equals("without") ? "" : ", class")
                                    + ") SELECT id, i, account, entry, request, request, firings"
                                    + (table.equals("without") ? "" : ", class") + " FROM stage ORDER BY i");
                    micros.computeIfAbsent(table, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1_000);
                    walBytes.computeIfAbsent(table, key -> new ArrayList<>())
                            .add(Long.parseLong(query(
                                    administrator,
                                    "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '" + before + "')::bigint")));
                }
                execute(administrator, "DROP TABLE stage");
            }
            micros.forEach((table, all) -> print(table + ", microseconds a row: " + median(all) / WRITTEN));
            walBytes.forEach((table, all) -> print(table + ", bytes of WAL a row: " + median(all) / WRITTEN));
            for (String index :
                    List.of("decision_account", "decision_class_id", "decision_sequence", "decision_pkey")) {
                print(index + ", bytes a row: "
                        + query(
                                administrator,
                                "SELECT sum(pg_relation_size(inhrelid)) / (SELECT count(*) FROM decision)"
                                        + " FROM pg_inherits WHERE inhparent = '" + index + "'::regclass"));
            }
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String line) {
        if (System.getProperty(ROWS) != null) {
            System.out.println(line);
        }
    }
}
