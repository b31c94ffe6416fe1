package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plimsoll.platform.TestDatabases.execute;
import static org.plimsoll.platform.TestDatabases.query;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;

/** What a search finds, page by page, is what a scan of all entries finds, which knows nothing of classes and indexes. */
class DecisionSearchTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ROWS = 24_000;

    /** A decision under a rule set of its own in a month of its own, otherwise like one of December. */
    private static final String APART = """
            WITH apart (rule_set, month) AS (VALUES ('%s')),
                moved AS (SELECT *, (month || '-15T00:00:00Z') AS made FROM apart)
            INSERT INTO decision (id, sequence, account, class, entry, request, result, firings)
            SELECT decision_id_at(made::timestamptz), -extract(year FROM made::timestamptz), rule_set,
                (decision_class_of((month || '-01')::date, rule_set, 1, repeat('ab', 32), 'NO_ACTION', '{}', NULL, NULL,
                    '{always}')).id,
                entry::jsonb || jsonb_build_object('decisionId', decision_id_at(made::timestamptz), 'decidedAt', made,
                    'account', rule_set, 'rules', '["always"]'::jsonb, 'ruleSet',
                    jsonb_build_object('name', rule_set, 'version', 1, 'contentHash', repeat('ab', 32))), '{}', '{}', '{}'
            FROM moved, (SELECT entry FROM decision WHERE entry::json ->> 'status' = 'NO_ACTION' ORDER BY id DESC LIMIT 1) like_it""";

    private static EmbeddedDatabase database;

    @BeforeAll
    static void fill() throws SQLException {
        database = EmbeddedDatabase.start(TestDatabases.newFolder());
        TestDatabases.migrate(database);
        try (Connection administrator = TestDatabases.administrator(database).getConnection()) {
            // Two months whose classes name no rules for most of what is new, and so must be looked at.
            FilledLog.crowd(administrator, YearMonth.of(2025, 3));
            FilledLog.crowd(administrator, YearMonth.of(2025, 11));
            FilledLog.fill(administrator, ROWS);
            execute(administrator, "SELECT decision_month('2022-06-01Z'), decision_month('2026-01-01Z')");
            for (String apart : List.of("ancient', '2022-06", "recent', '2026-01")) {
                execute(administrator, APART.formatted(apart));
            }
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=200 | true",
                "limit=200&order=oldest&from=2025-05-01T00:00:00Z&to=2025-05-03T12:00:00.001Z"
                        + "| made >= '2025-05-01Z' AND made < '2025-05-03 12:00:00.001Z'",
                "account=omnibus | account = 'omnibus'",
                "account=omnibus&portfolio=omnibus-1 | account = 'omnibus' AND e ->> 'portfolio' = 'omnibus-1'",
                "account=omnibus&status=LIQUIDATE&order=oldest | account = 'omnibus' AND e ->> 'status' = 'LIQUIDATE'",
                "account=account 17 | account = 'account 17'",
                "account=nobody | false",
                "ruleSet=eu&limit=200 | e #>> '{ruleSet,name}' = 'eu'",
                "ruleSet=retired-set&limit=2 | e #>> '{ruleSet,name}' = 'retired-set'",
                "ruleSet=house&version=2&order=oldest&limit=150"
                        + "| e #>> '{ruleSet,name}' = 'house' AND e #>> '{ruleSet,version}' = '2'",
                "ruleSet=none | false",
                "ruleSet=ancient | e #>> '{ruleSet,name}' = 'ancient'",
                "ruleSet=recent&order=oldest | e #>> '{ruleSet,name}' = 'recent'",
                "rule=always&limit=200 | true",
                "rule=rare rule&limit=3 | e::jsonb -> 'rules' ? 'rare rule'",
                "rule=rule 07&order=oldest | e::jsonb -> 'rules' ? 'rule 07'",
                "rule=detail 3 of many | e::jsonb -> 'rules' ? 'detail 3 of many'",
                "rule=rule 07&status=NOTIFY&limit=7 | e::jsonb -> 'rules' ? 'rule 07' AND e ->> 'status' = 'NOTIFY'",
                "rule=none | false",
                "action=MARGIN_CALL | e ->> 'status' IN ('MARGIN_CALL', 'LIQUIDATE')",
                "status=NO_ACTION&limit=200 | e ->> 'status' = 'NO_ACTION'",
                "status=ESCALATE | false",
                "minAmount=1000000 | (e ->> 'amount')::numeric >= 1000000",
                "minAmount=2500000&limit=9 | (e ->> 'amount')::numeric >= 2500000",
                "maxAmount=0.33&order=oldest | (e ->> 'amount')::numeric <= 0.33",
                "minAmount=99999.5&maxAmount=150000&currency=EUR | (e ->> 'amount')::numeric BETWEEN 99999.5 AND 150000",
                "minAmount=5000&rule=rule 07&account=omnibus | account = 'omnibus'"
                        + " AND (e ->> 'amount')::numeric >= 5000 AND e::jsonb -> 'rules' ? 'rule 07'",
                "currency=USD | false",
                "status=LIQUIDATE&rule=rule 11&minAmount=10&from=2025-02-11T00:00:00Z&to=2025-11-12T00:00:00Z&limit=3"
                        + "| e ->> 'status' = 'LIQUIDATE' AND e::jsonb -> 'rules' ? 'rule 11' AND (e ->> 'amount')::numeric >= 10"
                        + " AND made >= '2025-02-11Z' AND made < '2025-11-12Z'"
            })
    void pages_together_areWhatAScanFinds(String search, String condition) throws SQLException {
        List<String> expected = scan(condition, search.contains("order=oldest") ? "ASC" : "DESC");

        assertThat(pages(search)).isEqualTo(expected);
    }

    /** Each condition above tells something apart: it is met by some and not by all, or meant to be met by none. */
    @Test
    void log_hasMonthsWithAndWithoutRulesInTheirClasses() throws SQLException {
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            String classes = "SELECT count(DISTINCT month) FROM decision_class WHERE rules IS NULL";
            assertThat(query(connection, classes)).isEqualTo("2");
            assertThat(query(connection, "SELECT count(*) FROM decision")).isEqualTo(String.valueOf(ROWS + 2));
            assertThat(scan("e::jsonb -> 'rules' ? 'rare rule'", "ASC")).hasSize(10);
            assertThat(scan("e ->> 'status' = 'LIQUIDATE'", "ASC")).hasSizeBetween(10, 100);
        }
    }

    /** What only classes tell, a page looks for in so many months and no more, and the next goes on behind them. */
    @ParameterizedTest
    @CsvSource({"ruleSet=ancient, 2025-01-01T00:00:00Z", "ruleSet=recent&order=oldest, 2026-01-01T00:00:00Z"})
    void page_thatFindsNothingInTwelveMonths_endsThere(String search, Instant end) throws SQLException {
        DecisionSearch decisions = new DecisionSearch(TestDatabases.dataSource(database), TIMEOUT);
        DecisionPage page = decisions.page(DecisionQueryReader.read(parameters(search)));

        assertThat(page.items()).isEmpty();
        assertThat(IdRange.timeOf(UUID.fromString(page.next()))).isEqualTo(end);
        DecisionPage next = decisions.page(DecisionQueryReader.read(parameters(search + "&after=" + page.next())));
        assertThat(next.items()).hasSize(1);
        assertThat(next.next()).isNull();
    }

    private static List<String> pages(String search) throws SQLException {
        DecisionSearch decisions = new DecisionSearch(TestDatabases.dataSource(database), TIMEOUT);
        List<String> found = new ArrayList<>();
        MultivaluedMap<String, String> parameters = parameters(search);
        String next = null;
        do {
            if (next != null) {
                parameters.putSingle("after", next);
            }
            DecisionQuery query = DecisionQueryReader.read(parameters);
            DecisionPage page = decisions.page(query);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            page.items().forEach(item -> found.add(item.decisionId()));
            next = page.next();
        } while (next != null);
        return found;
    }

    static MultivaluedMap<String, String> parameters(String search) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String each : search.split("&")) {
            parameters.add(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return parameters;
    }

    private static List<String> scan(String condition, String order) throws SQLException {
        try (Connection connection = TestDatabases.dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id FROM (SELECT id, account, entry::json AS e, (entry::json ->> 'decidedAt')::timestamptz AS made"
                                + " FROM decision) d WHERE " + condition + " ORDER BY id " + order)) {
            List<String> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getString(1));
            }
            return ids;
        }
    }
}
