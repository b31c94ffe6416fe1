package org.plimsoll.decisionlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The log as a PostgreSQL table. */
final class DecisionTable implements DecisionStore {
    private static final String INSERT = """
            INSERT INTO decision (id, request_id, received_at, decided_at, caller, caller_roles, rule_set,
                rule_set_number, rule_set_hash, evaluated_at, status, account, portfolio, request, request_sha256,
                result, result_sha256, engine_build, drools_version, java_version, firings, limits_hit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND = "SELECT * FROM decision WHERE id = ?";

    /** The lock an insert takes: refused on a read-only server and on a table somebody holds. */
    private static final String PROBE = "LOCK TABLE decision IN ROW EXCLUSIVE MODE NOWAIT";

    private final DataSource database;
    private final int timeoutSeconds;

    DecisionTable(DataSource database, Duration timeout) {
        this.database = database;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    @Override
    public void commit(List<DecisionRecord> group) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setQueryTimeout(timeoutSeconds);
                for (DecisionRecord decision : group) {
                    bind(insert, decision);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    @Override
    public void probe() throws SQLException {
        inTransaction(connection -> {
            try (Statement lock = connection.createStatement()) {
                lock.setQueryTimeout(timeoutSeconds);
                lock.execute(PROBE);
            }
        });
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                try {
                    connection.rollback();
                } catch (SQLException rollback) {
                    e.addSuppressed(rollback);
                }
                throw e;
            } finally {
                restoreAutoCommit(connection);
            }
        }
    }

    /** A connection that is broken has nothing to restore, and the reason that broke it must not be lost. */
    private static void restoreAutoCommit(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }

    private static void bind(PreparedStatement insert, DecisionRecord decision) throws SQLException {
        Connection connection = insert.getConnection();
        int column = 0;
        insert.setObject(++column, decision.id());
        insert.setString(++column, decision.requestId());
        insert.setObject(++column, timestamp(decision.receivedAt()));
        insert.setObject(++column, timestamp(decision.decidedAt()));
        insert.setString(++column, decision.caller().name());
        insert.setArray(++column, texts(connection, decision.caller().roles()));
        insert.setString(++column, decision.ruleSet().name());
        insert.setInt(++column, decision.ruleSet().version());
        insert.setString(++column, decision.ruleSet().contentHash());
        insert.setObject(++column, timestamp(decision.evaluatedAt()));
        insert.setString(++column, decision.subject().status());
        insert.setString(++column, decision.subject().account());
        insert.setString(++column, decision.subject().portfolio());
        insert.setBytes(++column, decision.request().bytes());
        insert.setString(++column, decision.request().sha256());
        insert.setBytes(++column, decision.result().bytes());
        insert.setString(++column, decision.result().sha256());
        insert.setString(++column, decision.engine().build());
        insert.setString(++column, decision.engine().drools());
        insert.setString(++column, decision.engine().java());
        insert.setBytes(++column, bytesOf(decision.firings()));
        insert.setArray(++column, texts(connection, decision.limitsHit()));
    }

    @SuppressWarnings("NullAway") // a null value writes NULL
    private static byte[] bytesOf(@Nullable Payload payload) {
        return payload == null ? null : payload.bytes();
    }

    private static Array texts(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    @Override
    public Optional<StoredDecision> find(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setQueryTimeout(timeoutSeconds);
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static StoredDecision read(ResultSet row) throws SQLException {
        byte[] firings = row.getBytes("firings");
        DecisionRecord decision = new DecisionRecord(
                row.getObject("id", UUID.class),
                row.getString("request_id"),
                instant(row, "received_at"),
                instant(row, "decided_at"),
                new DecisionRecord.Caller(row.getString("caller"), texts(row, "caller_roles")),
                new DecisionRecord.RuleSetIdentity(
                        row.getString("rule_set"), row.getInt("rule_set_number"), row.getString("rule_set_hash")),
                instant(row, "evaluated_at"),
                new DecisionRecord.Subject(
                        row.getString("status"), row.getString("account"), row.getString("portfolio")),
                Payload.stored(row.getBytes("request"), row.getString("request_sha256")),
                Payload.stored(row.getBytes("result"), row.getString("result_sha256")),
                new DecisionRecord.Engine(
                        row.getString("engine_build"), row.getString("drools_version"), row.getString("java_version")),
                firings == null ? null : Payload.of(firings),
                texts(row, "limits_hit"));
        return new StoredDecision(row.getLong("sequence"), instant(row, "committed_at"), decision);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }
}
