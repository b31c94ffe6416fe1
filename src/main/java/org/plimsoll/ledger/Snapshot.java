package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Reads the log as it is at one moment. A month that is dropped is gone from snapshots that are older, too, and the event that
 * tells of it is not yet in them: so whoever reads keeps months from being dropped, before there is a snapshot.
 */
final class Snapshot {
    /** Whoever holds a table for longer than this is not waited for. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '30s'";

    private static final String KEEP_MONTHS = "LOCK TABLE decision IN ACCESS SHARE MODE";

    private Snapshot() {}

    /** What is done with it. */
    @FunctionalInterface
    interface Reader<E extends Exception> {
        /** Begins with {@link #keepMonths}; what it reads before would be of another moment. */
        void read(Connection connection) throws SQLException, E;
    }

    /** Reads, in a transaction that changes nothing. */
    static <E extends Exception> void of(DataSource database, Reader<E> reader) throws SQLException, E {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                run(connection, LOCK_TIMEOUT);
                reader.read(connection);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    /** Waits for a month that is being dropped, and keeps all others until the transaction ends. Takes no snapshot yet. */
    static void keepMonths(Connection connection) throws SQLException {
        run(connection, KEEP_MONTHS);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
