package org.plimsoll.ledger;

import java.nio.charset.StandardCharsets;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.Frontier;
import org.plimsoll.merkle.MerkleHash;

/** A copy of a database in the hands of its superuser, who is held up by no trigger and no foreign key. */
final class TamperedCopy {
    final Connection connection;
    final Random random;
    private final TestLedger ledger;

    TamperedCopy(Connection connection, Random random, TestLedger ledger) throws SQLException {
        this.connection = connection;
        this.random = random;
        this.ledger = ledger;
        sql("SET session_replication_role = replica");
    }

    /** Runs statements. Those that change no row where they are to change one are a mistake of the test. */
    void sql(String statement, Object... values) throws SQLException {
        try (Statement run = connection.createStatement()) {
            String text = String.format(statement, values);
            run.execute(text);
            if (run.getUpdateCount() == 0 && text.matches("(?s)(UPDATE|DELETE|INSERT).*")) {
                throw new IllegalStateException("changes nothing: " + text);
            }
        }
    }

    String text(String query, Object... values) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(String.format(query, values))) {
            if (!row.next()) {
                throw new IllegalStateException("no row: " + String.format(query, values));
            }
            return String.valueOf(row.getString(1));
        }
    }

    long number(String query, Object... values) throws SQLException {
        return Long.parseLong(text(query, values));
    }

    /** Place of a decision, of those that a condition holds for. */
    long decision(String where) throws SQLException {
        return any("SELECT sequence FROM decision WHERE " + where + " ORDER BY sequence");
    }

    long decision() throws SQLException {
        return decision("true");
    }

    /** Place of an event, of those that a condition holds for. */
    long event(String where) throws SQLException {
        return any("SELECT sequence FROM audit_event WHERE " + where + " ORDER BY sequence");
    }

    long event() throws SQLException {
        return event("true");
    }

    /** Place of any record, a decision half of the time. */
    long record() throws SQLException {
        return random.nextBoolean() ? decision() : event();
    }

    /** First column of any row of a query. */
    long any(String query) throws SQLException {
        List<Long> all = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            while (row.next()) {
                all.add(row.getLong(1));
            }
        }
        return all.get(random.nextInt(all.size()));
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    long size() throws SQLException {
        return number("SELECT max(first_sequence + entries) FROM ledger_group");
    }

    /** Table of a record. */
    String table(long place) throws SQLException {
        return number("SELECT count(*) FROM decision WHERE sequence = %d", place) > 0 ? "decision" : "audit_event";
    }

    /** Where the group of an entry begins. */
    long group(long place) throws SQLException {
        return number("SELECT max(first_sequence) FROM ledger_group WHERE first_sequence <= %d", place);
    }

    /** First entry whose text has another in it. */
    long firstNaming(String text) throws SQLException {
        return number(
                "SELECT min(sequence) FROM (SELECT sequence, entry FROM decision UNION ALL SELECT sequence, entry FROM"
                        + " audit_event) entries WHERE strpos(entry, '%s') > 0",
                text);
    }

    /** Gives an entry another leaf hash in its group. */
    void leaf(long place, byte[] hash) throws SQLException {
        long first = group(place);
        sql(
                "UPDATE ledger_group SET leaves = overlay(leaves PLACING '\\x%s'::bytea FROM %d) WHERE first_sequence = %d",
                HexFormat.of().formatHex(hash), (place - first) * MerkleHash.BYTES + 1, first);
    }

    /** Gives an entry the leaf hash of its text as it is now. */
    void leafOfText(long place) throws SQLException {
        String entry = text("SELECT entry FROM %s WHERE sequence = %d", table(place), place);
        leaf(place, MerkleHash.leaf(entry.getBytes(StandardCharsets.UTF_8)));
    }

    /** How heads are signed after everything under them was made anew. */
    enum Signing {
        KEPT,
        OTHER_KEY,
        SAME_KEY
    }

    /** Makes all leaf hashes, subtrees, frontiers and roots anew from the entries as they are now. */
    void rechain(Signing signing, LedgerKeys other) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT entry FROM (SELECT sequence, entry FROM decision UNION ALL"
                        + " SELECT sequence, entry FROM audit_event) entries ORDER BY sequence")) {
            while (row.next()) {
                leaves.add(MerkleHash.leaf(row.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        regroup(leaves);
        sql("TRUNCATE ledger_node");
        Frontier tree = new Frontier();
        for (byte[] leaf : leaves) {
            tree.append(leaf, this::node);
            resign(tree, signing, other);
        }
    }

    private void regroup(List<byte[]> leaves) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT first_sequence, entries FROM ledger_group");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE ledger_group SET leaves = ? WHERE first_sequence = ?")) {
            while (row.next()) {
                byte[] group = new byte[row.getInt(2) * MerkleHash.BYTES];
                for (int i = 0; i < row.getInt(2); i++) {
                    System.arraycopy(
                            leaves.get((int) row.getLong(1) + i), 0, group, i * MerkleHash.BYTES, MerkleHash.BYTES);
                }
                update.setBytes(1, group);
                update.setLong(2, row.getLong(1));
                update.executeUpdate();
            }
        }
    }

    private void node(int level, long index, byte[] hash) {
        try {
            sql(
                    "INSERT INTO ledger_node VALUES (%d, %d, '\\x%s')",
                    level, index, HexFormat.of().formatHex(hash));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void resign(Frontier tree, Signing signing, LedgerKeys other) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT signed_at, note FROM ledger_head WHERE tree_size = ?");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE ledger_head SET root = ?, frontier = ?, note = ?, signed_at = ? WHERE tree_size = ?")) {
            select.setLong(1, tree.size());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Instant signedAt = row.getObject(1, OffsetDateTime.class).toInstant();
                    update.setBytes(1, tree.root());
                    update.setBytes(2, tree.toBytes());
                    update.setString(3, note(tree, signedAt, signing, other, row.getString(2)));
                    update.setObject(4, signedAt.atOffset(ZoneOffset.UTC));
                    update.setLong(5, tree.size());
                    update.executeUpdate();
                }
            }
        }
    }

    private String note(Frontier tree, Instant signedAt, Signing signing, LedgerKeys other, String present) {
        Checkpoint said = ledger.keys.open(present);
        if (said != null && Arrays.equals(said.root(), tree.root())) {
            return present;
        }
        Checkpoint head = new Checkpoint(ledger.origin, tree.size(), tree.root(), signedAt);
        return switch (signing) {
            case KEPT -> present;
            case OTHER_KEY -> other.sign(head);
            case SAME_KEY -> ledger.keys.sign(head);
        };
    }

    /** Signs a head again, at another time. */
    void resignAt(long size, Instant signedAt) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE ledger_head SET signed_at = ?, note = ? WHERE tree_size = ?")) {
            byte[] root = HexFormat.of()
                    .parseHex(text("SELECT encode(root, 'hex') FROM ledger_head WHERE tree_size = %d", size));
            update.setObject(1, signedAt.atOffset(ZoneOffset.UTC));
            update.setString(2, ledger.keys.sign(new Checkpoint(ledger.origin, size, root, signedAt)));
            update.setLong(3, size);
            update.executeUpdate();
        }
    }

    /** Some hash that is none of anything. */
    byte[] someHash() {
        byte[] hash = new byte[MerkleHash.BYTES];
        random.nextBytes(hash);
        return hash;
    }
}
