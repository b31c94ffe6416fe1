package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.merkle.MerkleHash;

/**
 * Gives entries their places, inside the transaction that writes them. Whoever has taken a place holds a lock until the
 * transaction ends, so that places are committed in their order and without a gap.
 */
public final class LedgerTable {
    /** One statement after the other, so that the last sees what whoever held the lock before has committed. */
    private static final String NEXT = """
            SELECT set_config('statement_timeout', ?, true);
            SELECT pg_advisory_xact_lock(7746545, 1);
            SELECT coalesce(max(first_sequence + entries), 0),
                greatest(clock_timestamp(), max(committed_at))
            FROM (SELECT * FROM ledger_group ORDER BY first_sequence DESC LIMIT 1) latest""";

    private static final String LOCK = """
            SELECT set_config('statement_timeout', ?, true);
            SELECT pg_advisory_xact_lock(7746545, 1)""";

    private static final String ADD =
            "INSERT INTO ledger_group (first_sequence, entries, committed_at, leaves) VALUES (?, ?, ?, ?)";

    private LedgerTable() {}

    /** Holds the log, so that nobody else adds anything before the transaction has ended. {@link #append} does it, too. */
    public static void lock(Connection connection, Duration timeout) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, timeout.toMillis() + "ms");
            lock.execute();
        }
    }

    /**
     * Adds entries to the log, in the transaction of a connection. Take it as late in a transaction as can be: nobody else
     * adds anything before the transaction has ended.
     *
     * @param tails fields of each entry after its place and time: a JSON object without its opening brace, in UTF-8
     * @param timeout how long each statement of the transaction may take from now on
     * @return the entries, which the caller stores in the same transaction
     */
    public static List<LedgerEntry> append(Connection connection, List<byte[]> tails, Duration timeout)
            throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>(tails.size());
        byte[] leaves = new byte[tails.size() * MerkleHash.BYTES];
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setString(1, timeout.toMillis() + "ms");
            next.execute();
            next.getMoreResults();
            next.getMoreResults();
            try (ResultSet row = next.getResultSet()) {
                row.next();
                long first = row.getLong(1);
                Instant committedAt = row.getObject(2, OffsetDateTime.class).toInstant();
                for (byte[] tail : tails) {
                    LedgerEntry entry = LedgerEntry.of(first + entries.size(), committedAt, tail);
                    byte[] leaf = MerkleHash.leaf(entry.text());
                    System.arraycopy(leaf, 0, leaves, entries.size() * MerkleHash.BYTES, leaf.length);
                    entries.add(entry);
                }
            }
        }
        LedgerEntry first = entries.get(0);
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setLong(1, first.sequence());
            add.setInt(2, entries.size());
            add.setObject(3, first.committedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(4, leaves);
            add.executeUpdate();
        }
        return entries;
    }
}
