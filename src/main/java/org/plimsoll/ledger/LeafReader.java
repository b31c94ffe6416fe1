package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.MerkleHash;

/** Reads leaf hashes as far as they are there, for whoever looks for damage. */
final class LeafReader {
    /** Places beyond are never taken, and would make sums of places overflow. */
    private static final long LAST_PLACE = 1L << 52;

    private static final int FETCH = 5_000;
    private static final String ALL = """
            SELECT first_sequence, coalesce(entries, 0) AS entries, coalesce(octet_length(leaves), 0) AS bytes
            FROM ledger_group ORDER BY first_sequence NULLS FIRST""";
    private static final String GROUPS = """
            SELECT first_sequence, leaves, committed_at FROM ledger_group
            WHERE first_sequence >= (SELECT coalesce(max(first_sequence), 0) FROM ledger_group
                    WHERE first_sequence BETWEEN 0 AND ?)
                AND first_sequence < ? AND leaves IS NOT NULL
            ORDER BY first_sequence""";

    private LeafReader() {}

    /**
     * Stretches of places that have leaf hashes, in their order and with a gap between one and the next; one in a log that
     * nobody has damaged. Groups that overlap, or are not of the entries they say, are findings.
     */
    static List<Stretch> stretches(Connection connection, Findings findings) throws SQLException {
        List<Stretch> stretches = new ArrayList<>();
        long end = 0;
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery(ALL)) {
                while (row.next()) {
                    long first = row.getLong(1);
                    if (row.wasNull() || first < 0 || first > LAST_PLACE) {
                        findings.add(
                                Finding.Code.LEAF_CHANGED,
                                row.wasNull() ? null : first,
                                null,
                                "There are leaf hashes at a place that the log cannot have.");
                        continue;
                    }
                    end = add(stretches, end, new Group(first, row.getLong(2), row.getLong(3)), findings);
                }
            }
        }
        return stretches;
    }

    private static long add(List<Stretch> stretches, long end, Group group, Findings findings) {
        if (group.entries != group.count() || group.bytes % MerkleHash.BYTES != 0) {
            long place = group.first + Math.max(0, Math.min(group.entries, group.count()));
            findings.add(
                    Finding.Code.LEAF_CHANGED,
                    place,
                    "The leaf hashes from entry " + group.first + " on are not of the " + group.entries
                            + " entries that were committed together.");
        }
        if (group.first < end) {
            findings.add(
                    Finding.Code.LEAF_CHANGED,
                    group.first,
                    "There is a second leaf hash of entry " + group.first + " in the database.");
        }
        Stretch.join(stretches, new Stretch(group.first, group.first + group.count()));
        return Math.max(end, group.first + group.count());
    }

    private record Group(long first, long entries, long bytes) {
        long count() {
            return bytes / MerkleHash.BYTES;
        }
    }

    /** Leaf hashes by place, the first that of {@code from}; null where there is none. */
    static byte[] @Nullable [] leaves(Connection connection, long from, long to, int fetch) throws SQLException {
        @Nullable Leaf[] found = read(connection, from, to, fetch);
        byte[] @Nullable [] leaves = new byte[found.length][];
        for (int i = 0; i < found.length; i++) {
            Leaf leaf = found[i];
            leaves[i] = leaf == null ? null : leaf.hash;
        }
        return leaves;
    }

    /** As {@link #leaves}, with when they were committed. */
    static @Nullable Leaf[] read(Connection connection, long from, long to, int fetch) throws SQLException {
        @Nullable Leaf[] leaves = new Leaf[(int) (to - from)];
        try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
            select.setFetchSize(fetch);
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long first = row.getLong(1);
                    byte[] group = row.getBytes(2);
                    OffsetDateTime committedAt = row.getObject(3, OffsetDateTime.class);
                    int count = group.length / MerkleHash.BYTES;
                    for (long place = Math.max(from, first); place < Math.min(to, first + count); place++) {
                        int at = (int) (place - first) * MerkleHash.BYTES;
                        leaves[(int) (place - from)] = new Leaf(
                                Arrays.copyOfRange(group, at, at + MerkleHash.BYTES),
                                committedAt == null ? Instant.MIN : committedAt.toInstant(),
                                place == first + count - 1);
                    }
                }
            }
        }
        return leaves;
    }

    /**
     * A leaf hash.
     *
     * @param hash 32 bytes
     * @param committedAt when its group was committed by its row, which is when the last of the group was by its entry;
     *     {@code Instant.MIN} when the row does not say
     * @param isLast whether it is the last of its group
     */
    record Leaf(byte[] hash, Instant committedAt, boolean isLast) {}

    /**
     * Places without a gap.
     *
     * @param from the first
     * @param to the one after the last
     */
    record Stretch(long from, long to) {
        /** Adds one to others that begin no later. */
        static void join(List<Stretch> others, Stretch next) {
            if (next.from == next.to) {
                return;
            }
            Stretch last = others.isEmpty() ? null : others.get(others.size() - 1);
            if (last == null || next.from > last.to) {
                others.add(next);
                return;
            }
            others.set(others.size() - 1, new Stretch(last.from, Math.max(last.to, next.to)));
        }
    }
}
