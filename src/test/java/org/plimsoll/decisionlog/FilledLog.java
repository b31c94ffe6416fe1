package org.plimsoll.decisionlog;

import static org.plimsoll.platform.TestDatabases.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;

/**
 * A year of decisions, written by SQL: 300 accounts for every 10,000 decisions and one that has a twentieth of all; of
 * rules, some that fire always, often, seldom, and ten times a year; amounts spread over nine orders of magnitude.
 */
final class FilledLog {
    static final YearMonth FIRST = YearMonth.of(2025, 1);
    static final int MONTHS = 12;

    /** Rules of a decision by its signature: 64 usual ones, the one with the rare rule, and thousands that hardly recur. */
    private static final String SIGNATURES = """
            CREATE TEMPORARY TABLE signature AS
            SELECT s, ARRAY(SELECT DISTINCT rule FROM (
                SELECT 'always' AS rule UNION SELECT 'rare rule' WHERE s = 64
                UNION SELECT 'rule ' || to_char((s * 7 + j * 11) % 40, 'FM00') FROM generate_series(1, 2 + s % 9) j
                UNION SELECT 'detail ' || s / 50 || ' of many' WHERE s > 64) rules ORDER BY rule) AS rules
            FROM generate_series(0, 6000) s""";

    /** The figures of each decision, drawn by chance from a seed. */
    private static final String DRAW = """
            CREATE TEMPORARY TABLE drawn AS
            SELECT i, made, account, account || '-' || i %% 3 AS portfolio, rule_set,
                CASE rule_set WHEN 'house' THEN 1 + (extract(month FROM made)::int - 1) / 3 ELSE 1 END AS version,
                status, CASE status WHEN 'NO_ACTION' THEN '{}' WHEN 'LIQUIDATE' THEN '{LIQUIDATE,MARGIN_CALL}'
                    ELSE ARRAY[status] END AS actions,
                CASE WHEN status IN ('MARGIN_CALL', 'LIQUIDATE') THEN round((10 ^ (size * 9 - 1))::numeric, 2) END AS amount,
                CASE WHEN i %% (%1$d / 10) = 7 THEN 64 WHEN seldom < 0.01 THEN 65 + floor(size * 5935)::int
                    ELSE floor(64 * usual ^ 3)::int END AS s
            FROM (SELECT i, timestamptz '%3$s' + (i - %4$d) * (interval '27 days' / %5$d) + interval '1 hour' AS made,
                    CASE WHEN random() < 0.05 THEN 'omnibus' ELSE 'account ' || floor(random() * %1$d * 0.03)::int END AS account,
                    CASE WHEN i %% (%1$d / 5) = 3 THEN 'retired-set' WHEN random() < 0.25 THEN 'eu' ELSE 'house' END AS rule_set,
                    CASE WHEN random() < 0.85 THEN 'NO_ACTION' WHEN random() < 0.67 THEN 'NOTIFY'
                        WHEN random() < 0.98 THEN 'MARGIN_CALL' ELSE 'LIQUIDATE' END AS status,
                    random() AS size, random() AS seldom, random() AS usual
                FROM generate_series(%4$d, %2$d) i OFFSET 0) chance""";

    private static final String CLASSES = """
            CREATE TEMPORARY TABLE of_class AS
            SELECT c.*, (decision_class_of(date '%s', rule_set, version, repeat('ab', 32), status, actions, currency,
                magnitude::smallint, rules)).id AS class
            FROM (SELECT rule_set, version, status, actions, CASE WHEN amount IS NOT NULL THEN 'EUR' END AS currency,
                    CASE WHEN amount < 1 THEN 0 ELSE floor(log(amount)) + 1 END AS magnitude, s, rules
                FROM drawn JOIN signature USING (s) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY count(*) DESC) c""";

    private static final String WRITE = """
            INSERT INTO decision (id, sequence, account, class, entry, request, result, firings)
            SELECT (left(decision_id_at(made)::text, 14) || '7' || left(md5(i::text), 3) || '-8'
                    || substr(md5(i::text), 4, 3) || '-' || right(md5(i::text), 12))::uuid,
                i, account, class, json_strip_nulls(json_build_object('sequence', i, 'committedAt', stamp, 'type', 'decision',
                    'decisionId', (left(decision_id_at(made)::text, 14) || '7' || left(md5(i::text), 3) || '-8'
                    || substr(md5(i::text), 4, 3) || '-' || right(md5(i::text), 12)),
                    'decidedAt', stamp, 'ruleSet', json_build_object('name', rule_set, 'version', version,
                    'contentHash', repeat('ab', 32)), 'status', status, 'account', account, 'portfolio', portfolio,
                    'actions', actions, 'amount', amount::text, 'currency', currency, 'rules', rules))::text,
                '{}', '{}', '{}'
            FROM (SELECT *, CASE WHEN amount IS NOT NULL THEN 'EUR' END AS currency,
                    CASE WHEN amount IS NULL THEN -1 WHEN amount < 1 THEN 0 ELSE floor(log(amount)) + 1 END AS digits,
                    to_char(made AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS stamp FROM drawn) d
                JOIN (SELECT rule_set, version, status, s, rules, class, coalesce(magnitude, -1) AS digits FROM of_class) c
                USING (rule_set, version, status, s, digits)
            ORDER BY i""";

    private static final String CROWD = """
            INSERT INTO decision_class (month, rule_set, version, content_hash, status, actions, rules, digest)
            SELECT '%1$s', 'crowd', i, '', 'NO_ACTION', '{}', '{}', sha256(('%1$s-' || i)::bytea) FROM generate_series(1, 4090) i""";

    private FilledLog() {}

    /** Leaves a month few classes that name rules: what is new in it from there on must be looked at. */
    static void crowd(Connection administrator, YearMonth month) throws SQLException {
        execute(administrator, CROWD.formatted(month.atDay(1)));
    }

    /** Writes that many decisions, a twelfth of them each month, in the order of time. */
    static void fill(Connection administrator, long rows) throws SQLException {
        execute(administrator, "SELECT setseed(0.5)");
        execute(administrator, SIGNATURES);
        for (int i = 0; i < MONTHS; i++) {
            long first = rows * i / MONTHS;
            long last = rows * (i + 1) / MONTHS - 1;
            String month = FIRST.plusMonths(i).atDay(1).toString();
            try (PreparedStatement make = administrator.prepareStatement("SELECT decision_month(?::timestamptz)")) {
                make.setString(1, month + " 00:00Z");
                make.execute();
            }
            execute(administrator, String.format(DRAW, rows, last, month + " 00:00Z", first, last - first + 1));
            execute(administrator, String.format(CLASSES, month));
            execute(administrator, WRITE);
            execute(administrator, "DROP TABLE drawn, of_class");
        }
        execute(administrator, "DROP TABLE signature");
        execute(administrator, "VACUUM ANALYZE decision");
        execute(administrator, "ANALYZE decision_class");
    }
}
