package org.plimsoll.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plimsoll.ledger.LedgerEntry;
import org.plimsoll.ledger.LedgerTable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The log as a PostgreSQL table. */
final class DecisionTable implements DecisionStore {
    private static final String COPY = "COPY decision (id, sequence, account, class, entry, request, result,"
            + " firings, shared_sha256) FROM STDIN WITH (FORMAT binary)";
    private static final int COLUMNS = 9;
    private static final int BYTES_OF_A_ROW = 200;
    private static final int ROWS_OF_A_READ = 20;

    /** Makes the table of a month, in a transaction of its own. */
    private static final String MONTH = "SELECT decision_month(?)";

    private static final String INSERT_SHARED =
            "INSERT INTO decision_input (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String FIND = """
            SELECT decision.entry, request, result, firings, decision_input.content AS shared
            FROM decision LEFT JOIN decision_input ON decision_input.sha256 = decision.shared_sha256
            WHERE\s""";
    private static final String BY_ID = FIND + "decision.id = ?";
    private static final String BY_PLACE = FIND + "sequence >= ? AND sequence < ? ORDER BY sequence";

    private static final String REHEARSE = "INSERT INTO decision (id, sequence, account, class, entry, request, result)"
            + " VALUES (?, -1, '', 0, '{}', ?, ?)";

    /** More than the free room of a page, and nothing that can be compressed: it takes room that a full disk does not have. */
    private static final int REHEARSED_BYTES = 32_768;

    /** The lock an insert takes: refused on a read-only server and on a table somebody holds. */
    private static final String PROBE = "LOCK TABLE decision IN ROW EXCLUSIVE MODE NOWAIT";

    private final DataSource database;
    private final DecisionClasses classes;
    private final Set<YearMonth> months = ConcurrentHashMap.newKeySet();
    private final Duration timeout;
    private final int timeoutSeconds;

    DecisionTable(DataSource database, Duration timeout) {
        this.database = database;
        this.classes = new DecisionClasses(database, timeout);
        this.timeout = timeout;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    @Override
    public void commit(List<Draft> group) throws SQLException {
        List<UUID> ids = group.stream().map(draft -> draft.decision().id()).toList();
        int[] classOf = new int[group.size()];
        for (int i = 0; i < classOf.length; i++) {
            classOf[i] = classes.of(group.get(i).decision(), IdRange.monthOf(ids.get(i)));
        }
        inMonths(ids, connection -> {
            insertShared(connection, group);
            List<LedgerEntry> entries = LedgerTable.append(
                    connection, group.stream().map(Draft::entryTail).toList(), timeout);
            copy(connection, group, entries, classOf);
        });
    }

    private void copy(Connection connection, List<Draft> group, List<LedgerEntry> entries, int[] classOf)
            throws SQLException {
        long bytes = group.stream()
                .mapToLong(draft -> draft.bytes() + BYTES_OF_A_ROW)
                .sum();
        BinaryRows rows = new BinaryRows(Math.toIntExact(bytes));
        for (int i = 0; i < group.size(); i++) {
            DecisionRecord decision = group.get(i).decision();
            rows.row(COLUMNS)
                    .uuid(decision.id())
                    .bigint(entries.get(i).sequence())
                    .text(decision.subject().account())
                    .integer(classOf[i])
                    .bytes(entries.get(i).text())
                    .bytes(decision.request().bytes())
                    .bytes(decision.result().bytes())
                    .bytes(bytesOf(decision.firings()))
                    .text(decision.shared() == null ? null : decision.shared().sha256());
        }
        rows.copy(connection, COPY);
    }

    /**
     * Adds to the tables of the months that ids are of, which are made first. What is known of them may be over: one that is
     * missing is made again, once. One that is still missing is a failure of the log, not of what was to be added.
     */
    private void inMonths(List<UUID> ids, Work work) throws SQLException {
        ensureMonths(ids);
        try {
            inTransaction(work);
        } catch (SQLException e) {
            if (!isWithoutMonth(e)) {
                throw e;
            }
            ids.forEach(id -> months.remove(IdRange.monthOf(id)));
            ensureMonths(ids);
            again(ids, work);
        }
    }

    private void again(List<UUID> ids, Work work) throws SQLException {
        try {
            inTransaction(work);
        } catch (SQLException e) {
            if (!isWithoutMonth(e)) {
                throw e;
            }
            ids.forEach(id -> months.remove(IdRange.monthOf(id)));
            throw new SQLException("A month of decisions has no table, and cannot get one: " + e.getMessage(), e);
        }
    }

    /** PostgreSQL says that no table takes a row as it says that a check fails, though without the name of one. */
    private static boolean isWithoutMonth(SQLException e) {
        return e instanceof PSQLException refused
                && PSQLState.CHECK_VIOLATION.getState().equals(refused.getSQLState())
                && refused.getServerErrorMessage() != null
                && refused.getServerErrorMessage().getConstraint() == null;
    }

    private void ensureMonths(List<UUID> ids) throws SQLException {
        for (UUID id : ids) {
            ensureMonth(IdRange.monthOf(id), IdRange.timeOf(id));
        }
    }

    private void ensureMonth(YearMonth month, Instant made) throws SQLException {
        if (months.contains(month)) {
            return;
        }
        inTransaction(connection -> {
            try (PreparedStatement make = connection.prepareStatement(MONTH)) {
                make.setQueryTimeout(timeoutSeconds);
                make.setObject(1, made.atOffset(ZoneOffset.UTC));
                make.execute();
            }
        });
        months.add(month);
    }

    /** In the order of digests, so that two writers never wait for each other. */
    private void insertShared(Connection connection, List<Draft> group) throws SQLException {
        SortedMap<String, byte[]> shared = new TreeMap<>();
        for (Draft draft : group) {
            Payload common = draft.decision().shared();
            if (common != null) {
                shared.put(common.sha256(), common.bytes());
            }
        }
        if (shared.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_SHARED)) {
            insert.setQueryTimeout(timeoutSeconds);
            for (Map.Entry<String, byte[]> each : shared.entrySet()) {
                insert.setString(1, each.getKey());
                insert.setBytes(2, each.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
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

    @Override
    public void rehearse() throws SQLException {
        UUID id = DecisionLog.idAt(Instant.now());
        byte[] noise = new byte[REHEARSED_BYTES];
        ThreadLocalRandom.current().nextBytes(noise);
        inMonths(List.of(id), connection -> {
            LedgerTable.lock(connection, timeout);
            try (PreparedStatement insert = connection.prepareStatement(REHEARSE)) {
                insert.setObject(1, id);
                insert.setBytes(2, noise);
                insert.setBytes(3, noise);
                insert.executeUpdate();
            }
            connection.rollback();
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

    private static byte @Nullable [] bytesOf(@Nullable Payload payload) {
        return payload == null ? null : payload.bytes();
    }

    @Override
    public Optional<StoredDecision> find(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setQueryTimeout(timeoutSeconds);
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    @Override
    public void between(long from, long to, Consumer<StoredDecision> reader) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(BY_PLACE)) {
                select.setFetchSize(ROWS_OF_A_READ);
                select.setLong(1, from);
                select.setLong(2, to);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reader.accept(read(row));
                    }
                }
            }
        });
    }

    @Override
    public Optional<String> entry(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT entry FROM decision WHERE id = ?")) {
            select.setQueryTimeout(timeoutSeconds);
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static StoredDecision read(ResultSet row) throws SQLException {
        return EntryJson.read(
                row.getString("entry"),
                new EntryJson.Bytes(
                        row.getBytes("request"),
                        row.getBytes("result"),
                        row.getBytes("firings"),
                        row.getBytes("shared")));
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }
}
