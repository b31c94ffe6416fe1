package org.plimsoll.decisionlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the classes of decisions, which few decisions are the first of. The database makes a class that is new, in a
 * transaction of its own: one that no decision comes to have does no harm.
 */
final class DecisionClasses {
    private static final String CLASS_OF = "SELECT id, names_rules FROM decision_class_of(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String OF_MONTH = "SELECT * FROM decision_class WHERE month = ?";
    private static final int MOST_KNOWN = 20_000;

    private final DataSource database;
    private final int timeoutSeconds;
    private final Map<Key, Integer> known = new ConcurrentHashMap<>();
    private final Set<YearMonth> full = ConcurrentHashMap.newKeySet();

    DecisionClasses(DataSource database, Duration timeout) {
        this.database = database;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    /** Number of the class of a decision whose id is of a month. */
    int of(DecisionRecord decision, YearMonth month) throws SQLException {
        Key key = Key.of(decision, month);
        Integer id = known.get(key);
        if (id == null && full.contains(month)) {
            key = key.withoutRules();
            id = known.get(key);
        }
        return id == null ? find(key) : id;
    }

    private int find(Key key) throws SQLException {
        if (known.size() >= MOST_KNOWN) {
            full.clear();
            known.clear();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(CLASS_OF)) {
            find.setQueryTimeout(timeoutSeconds);
            find.setObject(1, key.month().atDay(1));
            find.setString(2, key.ruleSet().name());
            find.setInt(3, key.ruleSet().version());
            find.setString(4, key.ruleSet().contentHash());
            find.setString(5, key.status());
            find.setArray(6, connection.createArrayOf("text", key.actions().toArray()));
            find.setString(7, key.currency());
            find.setObject(8, key.magnitude(), Types.SMALLINT);
            find.setArray(
                    9,
                    key.rules() == null
                            ? null
                            : connection.createArrayOf("text", key.rules().toArray()));
            try (ResultSet row = find.executeQuery()) {
                row.next();
                int id = row.getInt("id");
                if (key.rules() != null && !row.getBoolean("names_rules")) {
                    learn(connection, key.month());
                } else {
                    known.put(key, id);
                }
                return id;
            }
        }
    }

    /** All of a month that is to have no more that name their rules: what is not among them need not be asked for. */
    private void learn(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_MONTH)) {
            select.setQueryTimeout(timeoutSeconds);
            select.setObject(1, month.atDay(1));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(Key.of(row, month), row.getInt("id"));
                }
            }
        }
        full.add(month);
    }

    private record Key(
            YearMonth month,
            DecisionRecord.RuleSetIdentity ruleSet,
            String status,
            List<String> actions,
            @Nullable String currency,
            @Nullable Short magnitude,
            @Nullable List<String> rules) {
        static Key of(DecisionRecord decision, YearMonth month) {
            DecisionRecord.Subject subject = decision.subject();
            DecisionRecord.Amount largest = subject.largest();
            return new Key(
                    month,
                    decision.ruleSet(),
                    subject.status(),
                    subject.actions(),
                    largest == null ? null : largest.currency(),
                    largest == null ? null : Magnitude.of(largest.value()),
                    subject.rules());
        }

        static Key of(ResultSet row, YearMonth month) throws SQLException {
            List<String> actions = texts(row.getArray("actions"));
            Array rules = row.getArray("rules");
            return new Key(
                    month,
                    new DecisionRecord.RuleSetIdentity(
                            row.getString("rule_set"), row.getInt("version"), row.getString("content_hash")),
                    row.getString("status"),
                    actions,
                    row.getString("currency"),
                    row.getString("currency") == null ? null : row.getShort("magnitude"),
                    rules == null ? null : texts(rules));
        }

        private static List<String> texts(Array array) throws SQLException {
            return List.of((String[]) array.getArray());
        }

        Key withoutRules() {
            return new Key(month, ruleSet, status, actions, currency, magnitude, null);
        }
    }
}
