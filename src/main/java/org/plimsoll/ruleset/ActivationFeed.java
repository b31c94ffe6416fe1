package org.plimsoll.ruleset;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Timeline;
import org.postgresql.PGConnection;

/**
 * What the database says is and will be in force, on a connection of its own that is told when something changes.
 *
 * <p>Reading takes the lock that activations are recorded under, shared. So a reading either sees an activation, or that
 * activation is recorded after the reading began: what was read at an instant holds for as long as new activations are not
 * allowed to begin.
 */
final class ActivationFeed implements AutoCloseable {
    private static final String MARKS = """
            SELECT (SELECT coalesce(max(sequence), 0) FROM activation), (SELECT coalesce(max(sequence), 0) FROM activation_end),
                (SELECT coalesce(max(sequence), 0) FROM preparation), (SELECT coalesce(max(sequence), 0) FROM rule_set_teams)""";

    /** What has not ended, back to the latest that has begun and will not end by itself. */
    private static final String ENTRIES = """
            WITH ended AS (
                SELECT a.sequence, a.rule_set, a.number, a.content_hash, a.effective_from, least(a.expires_at, e.ends_at) AS until
                FROM activation a LEFT JOIN activation_end e ON e.activation = a.sequence
            ), floor AS (
                SELECT rule_set, max(effective_from) AS instant FROM ended
                WHERE until IS NULL AND effective_from <= ? GROUP BY rule_set
            )
            SELECT sequence, rule_set, number, content_hash, effective_from, until
            FROM ended LEFT JOIN floor USING (rule_set)
            WHERE (instant IS NULL OR effective_from >= instant) AND (until IS NULL OR until > ?)""";

    private static final String PREPARATIONS = """
            SELECT DISTINCT rule_set, number, content_hash FROM preparation JOIN rule_set_version USING (rule_set, number)
            WHERE requested_at > clock_timestamp() - interval '1 hour'""";

    private static final String TEAMS = """
            SELECT DISTINCT ON (rule_set) rule_set, teams FROM rule_set_teams ORDER BY rule_set, sequence DESC""";

    private static final String REPORT = """
            INSERT INTO node (name, seen_at, prepared, failed) VALUES (?, clock_timestamp(), ?, ?)
            ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, prepared = excluded.prepared,
                failed = excluded.failed""";

    private final Connection connection;
    private @Nullable List<Long> marks;

    /**
     * What was read.
     *
     * @param timelines what is and will be in force, by rule set
     * @param prepare versions to have ready beside
     * @param teams teams a rule set is limited to, by rule set; none when it is not limited
     */
    record Reading(Map<String, Timeline> timelines, Set<VersionContent> prepare, Map<String, Set<String>> teams) {}

    /** Takes over a connection. */
    ActivationFeed(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + ActivationRepository.CHANNEL);
        }
        connection.commit();
    }

    /** Waits until something has changed, or for so long. */
    void await(int millis) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications(Math.max(1, millis));
    }

    /** What is and will be in force from an instant on; null when nothing has changed since the last reading. */
    @Nullable
    Reading read(Instant now) throws SQLException {
        try {
            try (Statement lock = connection.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock_shared(" + ActivationRepository.LOCK + ")");
            }
            List<Long> present = marks();
            if (present.equals(marks)) {
                connection.commit();
                return null;
            }
            Reading reading = new Reading(timelines(now), preparations(), teams());
            connection.commit();
            marks = present;
            return reading;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /** Tells the others what this server has ready. */
    void report(String node, Set<VersionContent> ready, List<RuleSetFailure> failures) throws SQLException {
        try (PreparedStatement report = connection.prepareStatement(REPORT)) {
            report.setString(1, node);
            report.setString(
                    2, ready.stream().map(NodeRepository::line).sorted().collect(Collectors.joining("\n")));
            report.setString(
                    3,
                    failures.stream()
                            .map(failure -> failure.ruleSet() + "/" + failure.version() + ": " + failure.reason())
                            .collect(Collectors.joining("\n")));
            report.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private List<Long> marks() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MARKS);
                ResultSet row = query.executeQuery()) {
            row.next();
            return List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private Map<String, Timeline> timelines(Instant now) throws SQLException {
        Map<String, List<Timeline.Entry>> entries = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(ENTRIES)) {
            query.setTimestamp(1, Timestamp.from(now));
            query.setTimestamp(2, Timestamp.from(now));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int number = row.getInt("number");
                    Integer version = row.wasNull() ? null : number;
                    Timestamp until = row.getTimestamp("until");
                    entries.computeIfAbsent(row.getString("rule_set"), key -> new ArrayList<>())
                            .add(new Timeline.Entry(
                                    row.getLong("sequence"),
                                    version,
                                    row.getString("content_hash"),
                                    row.getTimestamp("effective_from").toInstant(),
                                    until == null ? null : until.toInstant()));
                }
            }
        }
        Map<String, Timeline> timelines = new HashMap<>();
        entries.forEach((ruleSet, its) -> timelines.put(ruleSet, Timeline.of(its)));
        return Map.copyOf(timelines);
    }

    private Set<VersionContent> preparations() throws SQLException {
        List<VersionContent> keys = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(PREPARATIONS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                keys.add(new VersionContent(row.getString(1), row.getInt(2), row.getString(3)));
            }
        }
        return Set.copyOf(keys);
    }

    private Map<String, Set<String>> teams() throws SQLException {
        Map<String, Set<String>> teams = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(TEAMS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Array names = row.getArray(2);
                teams.put(row.getString(1), Set.of((String[]) names.getArray()));
            }
        }
        return Map.copyOf(teams);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
