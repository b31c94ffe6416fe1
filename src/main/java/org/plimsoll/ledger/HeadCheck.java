package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.Frontier;

/**
 * Compares the heads and subtrees of a database with the leaves, with their signatures, and with what the witness has seen.
 * Reads the heads in their order as the leaves are gone through, a few at a time.
 */
final class HeadCheck implements AutoCloseable {
    private static final int FETCH = 1_000;
    private static final String HEADS =
            "SELECT tree_size, root, signed_at, note, frontier FROM ledger_head ORDER BY tree_size NULLS FIRST";

    private final Connection connection;
    private final WitnessedLog witnessed;
    private final LedgerKeys keys;
    private final String origin;
    private final Findings findings;
    private final Statement select;
    private final ResultSet rows;
    private final NavigableMap<Long, byte[]> unseen;
    private final NavigableMap<Long, Row> ahead = new TreeMap<>();
    private final NavigableMap<Long, Instant> times = new TreeMap<>();
    private final Map<HeadTable.Place, byte[]> nodes = new HashMap<>();
    private Instant lastSignedAt = Instant.MIN;
    private long read;
    private long covered;
    private int count;

    HeadCheck(Connection connection, WitnessedLog witnessed, LedgerKeys keys, String origin, Findings findings)
            throws SQLException {
        this.connection = connection;
        this.witnessed = witnessed;
        this.keys = keys;
        this.origin = origin;
        this.findings = findings;
        this.unseen = new TreeMap<>(witnessed.notes());
        this.select = connection.createStatement();
        select.setFetchSize(FETCH);
        this.rows = select.executeQuery(HEADS);
    }

    /** A head as its row says. */
    private record Row(long size, byte @Nullable [] root, byte @Nullable [] frontier) {}

    /** Reads heads until one covers the entry before a place. */
    void readTo(long place) throws SQLException {
        while (read < place && rows.next()) {
            long size = rows.getLong(1);
            boolean hasSize = !rows.wasNull();
            String note = rows.getString(4);
            count++;
            if (!hasSize || size <= 0 || size == read || note == null) {
                wrong(size, hasSize && size == read ? "is there twice" : "is none that a log can have");
                continue;
            }
            read = size;
            ahead.put(size, new Row(size, rows.getBytes(2), rows.getBytes(5)));
            mustBeSigned(size, note, rows.getBytes(2), rows.getObject(3, OffsetDateTime.class));
        }
    }

    private void mustBeSigned(long size, String note, byte @Nullable [] root, @Nullable OffsetDateTime signedAt) {
        byte @Nullable [] seen = unseen.remove(size);
        Checkpoint said = keys.open(note);
        if (said == null) {
            findings.add(
                    Finding.Code.HEAD_UNSIGNED, "The head of " + size + " entries is not signed with a known key.");
        } else if (!said.origin().equals(origin)
                || said.size() != size
                || !Arrays.equals(said.root(), root)
                || signedAt == null
                || !isTheSame(said.time(), signedAt.toInstant())) {
            wrong(size, "is not what was signed");
        } else if (size <= witnessed.size() && !Arrays.equals(seen, WitnessedLog.digest(note))) {
            wrong(size, "is not signed as the one the witness has seen");
        } else {
            inOrder(said);
        }
    }

    private void inOrder(Checkpoint head) {
        if (head.time().isBefore(lastSignedAt)) {
            findings.add(
                    Finding.Code.TIME_WRONG,
                    "The head of " + head.size() + " entries says it was made at " + head.time()
                            + ", before the head before it.");
        }
        lastSignedAt = head.time();
        times.put(head.size(), head.time());
    }

    /** The database keeps microseconds. */
    private static boolean isTheSame(Instant signed, Instant kept) {
        return Duration.between(signed, kept).abs().compareTo(Duration.ofNanos(1_000)) < 0;
    }

    private void wrong(long size, String how) {
        findings.add(Finding.Code.HEAD_WRONG, "The row of the head of " + size + " entries " + how + ".");
    }

    /** When the first head that covers an entry was made; null when none does. */
    @Nullable
    Instant coveredAt(long place) {
        Map.Entry<Long, Instant> head = times.higherEntry(place);
        return head == null ? null : head.getValue();
    }

    /**
     * When the first head that covers an entry was made, wherever in the log the check is; null when there is none, or none
     * that is to be believed.
     */
    @Nullable
    Instant firstSignedOver(long place) throws SQLException {
        List<TreeHead> first = HeadTable.headsAfter(connection, place, 1);
        if (first.isEmpty()) {
            return null;
        }
        TreeHead head = first.get(0);
        Checkpoint said = keys.open(head.note());
        if (said == null || !said.origin().equals(origin) || said.size() != head.size()) {
            return null;
        }
        boolean isSeen = head.size() > witnessed.size()
                || Arrays.equals(witnessed.notes().get(head.size()), WitnessedLog.digest(head.note()));
        return isSeen ? said.time() : null;
    }

    /** A subtree that the leaves so far have completed. */
    void completed(int level, long index, byte[] hash) {
        nodes.put(new HeadTable.Place(level, index), hash);
    }

    /** Compares the head of as many entries as the tree has, when there is one. */
    void at(Frontier tree) {
        long size = tree.size();
        times.headMap(size, true).clear();
        Row head = ahead.remove(size);
        if (head == null) {
            return;
        }
        covered = size;
        if (!Arrays.equals(head.root, tree.root())) {
            wrong(size, "is not that of the leaves" + (size <= witnessed.size() ? " the witness has seen" : ""));
        } else if (!Arrays.equals(head.frontier, tree.toBytes())) {
            wrong(size, "does not have the subtrees of the leaves");
        }
    }

    /** Says what is beyond the last leaf, what is missing, and which subtrees are not those of the leaves. */
    void finish() throws SQLException {
        readTo(Long.MAX_VALUE);
        ahead.keySet().forEach(size -> wrong(size, "is of more entries than the log has leaf hashes of"));
        unseen.keySet()
                .forEach(size -> findings.add(
                        Finding.Code.HEAD_MISSING,
                        "The database does not hold the head of " + size + " entries that the witness has seen."));
        HeadTable.nodes(connection, node -> {
            byte @Nullable [] made = nodes.remove(new HeadTable.Place(node.level(), node.index()));
            if (made == null || !Arrays.equals(made, node.hash())) {
                subtree(node.level(), node.index(), "is not that of its leaves");
            }
        });
        nodes.keySet().stream()
                .filter(place -> place.index() + 1 <= covered >>> place.level())
                .forEach(place -> subtree(place.level(), place.index(), "is missing"));
    }

    private void subtree(int level, long index, String how) {
        findings.add(Finding.Code.HEAD_WRONG, "Subtree " + index + " of level " + level + " " + how + ".");
    }

    /** Heads in the database. */
    int count() {
        return count;
    }

    /** Entries that the largest head of the database covers. */
    long covered() {
        return covered;
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
