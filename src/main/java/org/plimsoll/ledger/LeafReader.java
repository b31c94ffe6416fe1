package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.MerkleHash;

/** Reads leaf hashes as far as they are there, for whoever looks for damage. */
final class LeafReader {
    private static final String END = "SELECT coalesce(max(first_sequence + entries), 0) FROM ledger_group";
    private static final String GROUPS = """
            SELECT first_sequence, leaves FROM ledger_group
            WHERE first_sequence >= (SELECT coalesce(max(first_sequence), 0) FROM ledger_group WHERE first_sequence <= ?)
                AND first_sequence < ?
            ORDER BY first_sequence""";

    private LeafReader() {}

    /** Place after the last leaf. */
    static long end(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(END)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Leaf hashes by place, the first that of {@code from}; null where there is none. */
    static byte @Nullable [][] leaves(Connection connection, long from, long to, int fetch) throws SQLException {
        byte @Nullable [][] leaves = new byte[(int) (to - from)][];
        try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
            select.setFetchSize(fetch);
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long first = row.getLong(1);
                    byte[] group = row.getBytes(2);
                    for (int i = 0; i < group.length / MerkleHash.BYTES; i++) {
                        long place = first + i;
                        if (place >= from && place < to) {
                            leaves[(int) (place - from)] =
                                    Arrays.copyOfRange(group, i * MerkleHash.BYTES, (i + 1) * MerkleHash.BYTES);
                        }
                    }
                }
            }
        }
        return leaves;
    }
}
