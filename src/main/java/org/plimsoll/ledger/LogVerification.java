package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Frontier;
import org.plimsoll.merkle.MerkleHash;

/**
 * Goes through the entries of a log in their order, and says what is not as it was written. The leaf hashes that the witness
 * has seen count; only where it has seen none, those of the database.
 */
final class LogVerification {
    private static final int ENTRIES_OF_A_WINDOW = 50;
    private static final int GROUPS_OF_A_READ = 100;

    private final Connection connection;
    private final List<EntrySource> sources;
    private final WitnessedLog witnessed;
    private final HeadCheck heads;
    private final EntryCheck entry;
    private final ExpiryCheck expiries;
    private final Findings findings;
    private final Frontier tree = new Frontier();
    private long entries;

    /**
     * Begins.
     *
     * @param expiries is told what is missing, and of every entry that is what was written
     * @param reader is told of every entry that can be read, and its place
     */
    LogVerification(
            Connection connection,
            List<EntrySource> sources,
            WitnessedLog witnessed,
            HeadCheck heads,
            Findings findings,
            ExpiryCheck expiries,
            BiConsumer<Long, JsonNode> reader) {
        this.connection = connection;
        this.sources = sources;
        this.witnessed = witnessed;
        this.heads = heads;
        this.findings = findings;
        this.expiries = expiries;
        this.entry = new EntryCheck(findings, reader, expiries::entry);
    }

    /** Verifies entries, leaves and heads. */
    void run() throws SQLException {
        long end = 0;
        outside(Long.MIN_VALUE, 0);
        for (LeafReader.Stretch stretch : stretches()) {
            if (stretch.from() > end) {
                findings.add(
                        Finding.Code.ENTRY_MISSING,
                        end,
                        "Entries " + end + " to " + (stretch.from() - 1) + " have no leaf hash.");
                outside(end, stretch.from());
            }
            for (long from = stretch.from(); from < stretch.to(); from += ENTRIES_OF_A_WINDOW) {
                window(from, Math.min(stretch.to(), from + ENTRIES_OF_A_WINDOW));
            }
            end = stretch.to();
        }
        outside(end, Long.MAX_VALUE);
        for (EntrySource source : sources) {
            long unplaced = source.unplaced(connection);
            if (unplaced > 0) {
                findings.add(Finding.Code.ENTRY_ADDED, "There are " + unplaced + " records at no place of the log.");
            }
        }
        expiries.finish();
        heads.finish();
    }

    /** Where the witness or the database has leaf hashes. */
    private List<LeafReader.Stretch> stretches() throws SQLException {
        List<LeafReader.Stretch> all = new ArrayList<>();
        LeafReader.Stretch.join(all, new LeafReader.Stretch(0, witnessed.size()));
        LeafReader.stretches(connection, findings).forEach(one -> LeafReader.Stretch.join(all, one));
        return all;
    }

    private void outside(long from, long to) throws SQLException {
        for (EntrySource source : sources) {
            source.read(
                    connection,
                    from,
                    to,
                    stored -> findings.add(
                            Finding.Code.ENTRY_ADDED,
                            stored.sequence(),
                            "There is a record at place " + stored.sequence() + ", where the log has none."));
        }
    }

    private void window(long from, long to) throws SQLException {
        heads.readTo(to);
        @Nullable LeafReader.Leaf[] kept = LeafReader.read(connection, from, to, GROUPS_OF_A_READ);
        byte[] @Nullable [] leaves = new byte[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            leaves[i] = leaf(from + i, kept[i]);
        }
        EntrySource.@Nullable Stored[] stored = new EntrySource.Stored[kept.length];
        for (EntrySource source : sources) {
            source.read(connection, from, to, one -> {
                int i = (int) (one.sequence() - from);
                stored[i] = better(stored[i], one, leaves[i]);
            });
        }
        for (int i = 0; i < kept.length; i++) {
            long place = from + i;
            EntrySource.Stored here = stored[i];
            byte[] leaf = leaves[i];
            if (here == null) {
                expiries.missing(place);
            } else {
                entries++;
                LeafReader.Leaf row = kept[i];
                entry.check(
                        here,
                        isOf(here, leaf),
                        row != null && row.isLast() ? row.committedAt() : null,
                        heads.coveredAt(place));
            }
            grow(place, leaf);
        }
    }

    /** Only places that follow each other from the first on are a tree. */
    private void grow(long place, byte @Nullable [] leaf) {
        if (leaf != null && tree.size() == place) {
            tree.append(leaf, heads::completed);
            heads.at(tree);
        }
    }

    /** Of two records at a place that which has the leaf hash, or else the first: the other was added. */
    private EntrySource.Stored better(
            EntrySource.@Nullable Stored one, EntrySource.Stored other, byte @Nullable [] leaf) {
        if (one == null) {
            return other;
        }
        findings.add(
                Finding.Code.ENTRY_ADDED,
                other.sequence(),
                "There is a second record at place " + other.sequence() + ".");
        return isOf(other, leaf) && !isOf(one, leaf) ? other : one;
    }

    private static boolean isOf(EntrySource.Stored stored, byte @Nullable [] leaf) {
        return Arrays.equals(MerkleHash.leaf(stored.text().getBytes(StandardCharsets.UTF_8)), leaf);
    }

    /** The leaf hash that counts: the witness', or else the database's. */
    private byte @Nullable [] leaf(long place, LeafReader.@Nullable Leaf kept) {
        byte @Nullable [] seen = witnessed.leaf(place);
        if (kept == null) {
            findings.add(
                    Finding.Code.LEAF_CHANGED,
                    place,
                    "The leaf hash of entry " + place + " is missing in the database.");
            return seen;
        }
        if (seen != null && !Arrays.equals(kept.hash(), seen)) {
            findings.add(
                    Finding.Code.LEAF_CHANGED,
                    place,
                    "The leaf hash of entry " + place + " in the database is not the one the witness has seen.");
        }
        return seen == null ? kept.hash() : seen;
    }

    /** Entries that are there. */
    long entries() {
        return entries;
    }

    /** Entries that there should be. */
    long size() {
        return tree.size();
    }

    /** Root of the tree of all leaves that count. */
    byte[] root() {
        return tree.root();
    }
}
