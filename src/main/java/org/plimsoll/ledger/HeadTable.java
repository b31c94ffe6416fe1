package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.plimsoll.merkle.MerkleHash;

/** Leaves, heads and subtrees as the database keeps them. */
final class HeadTable {
    private static final String GROUPS = """
            SELECT first_sequence, entries, leaves, committed_at FROM ledger_group
            WHERE first_sequence + entries > ? AND first_sequence < ?
                AND first_sequence >= (SELECT coalesce(max(first_sequence), 0) FROM ledger_group WHERE first_sequence <= ?)
            ORDER BY first_sequence LIMIT ?""";
    private static final String HEADS = """
            SELECT tree_size, root, signed_at, note FROM ledger_head WHERE tree_size > ? ORDER BY tree_size LIMIT ?""";
    private static final String LATEST = """
            SELECT tree_size, root, signed_at, note FROM ledger_head ORDER BY tree_size DESC LIMIT 1""";
    private static final String ADD =
            "INSERT INTO ledger_head (tree_size, root, frontier, signed_at, note) VALUES (?, ?, ?, ?, ?)";
    private static final String ADD_NODE = "INSERT INTO ledger_node (level, position, hash) VALUES (?, ?, ?)";
    private static final String NODE = "SELECT hash FROM ledger_node WHERE level = ? AND position = ?";

    private HeadTable() {}

    /** What tells this log from others. */
    static UUID id(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT id FROM ledger")) {
            if (!row.next()) {
                throw new SQLException("the log has no id");
            }
            return row.getObject(1, UUID.class);
        }
    }

    /**
     * Leaves from a place on: whole groups but for the first and the last, which are cut.
     *
     * @param from first leaf
     * @param to end, not included
     * @param mostGroups groups to read at most
     * @throws BrokenLedger when leaves are missing in between
     */
    static Leaves leaves(Connection connection, long from, long to, int mostGroups) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
            select.setLong(1, from);
            select.setLong(2, to);
            select.setLong(3, from);
            select.setInt(4, mostGroups);
            List<byte[]> parts = new ArrayList<>();
            long next = from;
            Instant committedAt = Instant.EPOCH;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long first = row.getLong("first_sequence");
                    byte[] group = row.getBytes("leaves");
                    int skip = (int) (next - first);
                    if (first > next || group.length != MerkleHash.BYTES * row.getInt("entries")) {
                        throw new BrokenLedger("Entry " + next + " of the log has no leaf hash.");
                    }
                    long end = Math.min(to, first + group.length / MerkleHash.BYTES);
                    parts.add(
                            Arrays.copyOfRange(group, skip * MerkleHash.BYTES, (int) (end - first) * MerkleHash.BYTES));
                    next = end;
                    committedAt =
                            row.getObject("committed_at", OffsetDateTime.class).toInstant();
                }
            }
            return new Leaves(from, join(parts), committedAt);
        }
    }

    private static byte[] join(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Heads of more entries than that, the smallest first. */
    static List<TreeHead> headsAfter(Connection connection, long size, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEADS)) {
            select.setLong(1, size);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                List<TreeHead> heads = new ArrayList<>();
                while (row.next()) {
                    heads.add(head(row));
                }
                return heads;
            }
        }
    }

    /** The latest head; one of no entries when there is none. */
    static TreeHead latest(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(LATEST)) {
            return row.next() ? head(row) : TreeHead.NONE;
        }
    }

    private static TreeHead head(ResultSet row) throws SQLException {
        return new TreeHead(
                row.getLong("tree_size"),
                row.getBytes("root"),
                row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                row.getString("note"));
    }

    static void add(Connection connection, TreeHead head, byte[] frontier, List<Node> nodes) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setLong(1, head.size());
            add.setBytes(2, head.root());
            add.setBytes(3, frontier);
            add.setObject(4, head.signedAt().atOffset(ZoneOffset.UTC));
            add.setString(5, head.note());
            add.executeUpdate();
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_NODE)) {
            for (Node node : nodes) {
                add.setInt(1, node.level());
                add.setLong(2, node.index());
                add.setBytes(3, node.hash());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /** Root of a complete subtree of 256 leaves or more. */
    static byte[] node(Connection connection, int level, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NODE)) {
            select.setInt(1, level);
            select.setLong(2, index);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new BrokenLedger("Subtree " + index + " of level " + level + " is missing.");
                }
                return row.getBytes(1);
            }
        }
    }

    /**
     * Leaf hashes one after the other.
     *
     * @param first place of the first
     * @param hashes 32 bytes each
     * @param committedAt when the last of them was committed
     */
    record Leaves(long first, byte[] hashes, Instant committedAt) {
        int count() {
            return hashes.length / MerkleHash.BYTES;
        }

        byte[] hash(int index) {
            return Arrays.copyOfRange(hashes, index * MerkleHash.BYTES, (index + 1) * MerkleHash.BYTES);
        }

        void forEach(Consumer<byte[]> leaf) {
            for (int i = 0; i < count(); i++) {
                leaf.accept(hash(i));
            }
        }
    }

    /** Root of a complete subtree. */
    record Node(int level, long index, byte[] hash) {}
}
