package org.plimsoll.ruleset;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of what was done to rule sets, as events of the log tell of them. */
final class LifeQueries {
    /** Each row has kind, which, rule_set, number, content_hash, by and reason, and what its detail is made of. */
    static final List<Query> ALL = List.of(
            new Query(
                    """
                    SELECT 'version' AS kind, format('version %s of %s', number, rule_set) AS which, rule_set, number,
                        NULL AS content_hash, created_by AS by, comment AS reason, base, source
                    FROM rule_set_version""",
                    row -> told(
                            row.getObject("base") == null ? null : row.getInt("base"),
                            String.valueOf(row.getString("source")))),
            new Query("""
                    SELECT 'revision' AS kind, 'revision ' || sequence AS which, rule_set, number, content_hash,
                        saved_by AS by, comment AS reason
                    FROM rule_set_revision""", row -> null),
            new Query("""
                    SELECT 'proposal' AS kind, 'proposal ' || sequence AS which, rule_set, number, content_hash,
                        proposed_by AS by, comment AS reason, approvals
                    FROM rule_set_proposal""", row -> needs(row.getInt("approvals"))),
            new Query("""
                    SELECT CASE WHEN approved THEN 'approval' ELSE 'rejection' END AS kind,
                        format('the vote of %s on proposal %s', voted_by, proposal) AS which, p.rule_set, p.number,
                        v.content_hash, voted_by AS by, v.comment AS reason
                    FROM rule_set_vote v LEFT JOIN rule_set_proposal p ON p.sequence = v.proposal""", row -> null),
            new Query(
                    """
                    SELECT 'activation' AS kind, 'activation ' || sequence AS which, rule_set, number, content_hash,
                        activated_by AS by, reason, a.kind AS why, effective_from, expires_at
                    FROM activation a""",
                    row -> told(
                            String.valueOf(row.getString("why")),
                            instant(row, "effective_from"),
                            instant(row, "expires_at"))),
            new Query("""
                    SELECT 'end' AS kind, 'the end of activation ' || activation AS which, a.rule_set, NULL AS number,
                        NULL AS content_hash, ended_by AS by, e.reason, activation, ends_at
                    FROM activation_end e LEFT JOIN activation a ON a.sequence = e.activation""", row -> ends(row.getLong("activation"), instant(row, "ends_at"))),
            new Query("""
                    SELECT 'limit' AS kind, 'limit ' || sequence AS which, rule_set, NULL AS number, NULL AS content_hash,
                        changed_by AS by, reason, teams::text[] AS teams
                    FROM rule_set_teams""", LifeQueries::teams));

    private LifeQueries() {}

    /** A query, and the detail that an event has of its row. */
    record Query(String sql, Detail detail) {}

    @FunctionalInterface
    interface Detail {
        @Nullable
        String of(ResultSet row) throws SQLException;
    }

    /** How events tell where a version's files came from. */
    static String told(@Nullable Integer base, String source) {
        return base == null ? source : "begun from version " + base;
    }

    /** How events tell of an activation. */
    static String told(String kind, @Nullable Instant from, @Nullable Instant expiresAt) {
        return kind.equals(Activation.Kind.NONE.name())
                ? "from " + from + " on no version is in force"
                : kind + ", from " + from + (expiresAt == null ? "" : " until " + expiresAt);
    }

    /** How events tell of what ends an activation before its time. */
    static String ends(long activation, @Nullable Instant at) {
        return "activation " + activation + " ends at " + at;
    }

    /** How events tell of what a proposal needs. */
    static String needs(int approvals) {
        return approvals == 1 ? "needs 1 approval" : "needs " + approvals + " approvals";
    }

    /** How events tell of teams. */
    static String teams(Iterable<String> sorted) {
        String joined = String.join(", ", sorted);
        return joined.isEmpty() ? "to nobody in particular" : joined;
    }

    private static String teams(ResultSet row) throws SQLException {
        Array teams = row.getArray("teams");
        return teams(
                teams == null
                        ? List.of()
                        : Arrays.stream((Object[]) teams.getArray())
                                .map(String::valueOf)
                                .toList());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
