package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Rows of a table that keeps entries, by place. */
public final class EntryRows {
    private EntryRows() {}

    /** What a row says. */
    @FunctionalInterface
    public interface Row {
        /** The entry of the row that a result is at. */
        EntrySource.Stored stored(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows as {@link EntrySource#read} promises.
     *
     * @param select a query in the order of places, with two question marks: the first place, and the first beyond
     * @param fetch rows that are held in memory at once
     */
    public static void read(
            Connection connection,
            String select,
            int fetch,
            long from,
            long to,
            Row row,
            Consumer<EntrySource.Stored> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setFetchSize(fetch);
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.accept(row.stored(rows));
                }
            }
        }
    }

    /** Rows of a table whose {@code sequence} is no place that could be asked for. */
    public static long unplaced(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM " + table + " WHERE sequence IS NULL OR sequence = " + Long.MAX_VALUE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
