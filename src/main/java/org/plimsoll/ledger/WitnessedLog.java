package org.plimsoll.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.Frontier;
import org.plimsoll.merkle.MerkleHash;

/** All that a witness has seen, read and checked by itself. */
final class WitnessedLog {
    private static final int LEAVES_OF_A_CHUNK = 1 << 16;

    private final List<byte[]> chunks = new ArrayList<>();
    private long size;
    private final NavigableMap<Long, byte[]> notes = new TreeMap<>();

    /** Reads a witness. What does not fit is a finding; what comes after it is taken as far as it can be. */
    static WitnessedLog read(WitnessReader witness, String origin, LedgerKeys keys, Findings findings) {
        WitnessedLog log = new WitnessedLog();
        Frontier tree = new Frontier();
        try {
            witness.read(head -> log.read(head, keys.open(head.note()), origin, tree, findings));
        } catch (IOException e) {
            findings.add(Finding.Code.WITNESS_WRONG, "The witness cannot be read: " + e.getMessage());
        }
        return log;
    }

    private void read(WitnessedHead head, @Nullable Checkpoint said, String origin, Frontier tree, Findings findings) {
        if (said == null || !said.origin().equals(origin)) {
            findings.add(
                    Finding.Code.WITNESS_WRONG,
                    "The witness' head of " + head.size() + " entries is not signed for this log with a known key.");
            return;
        }
        if (head.first() != size) {
            findings.add(
                    Finding.Code.WITNESS_WRONG, "The witness goes from " + size + " entries to " + head.first() + ".");
            return;
        }
        add(head.leaves(), tree);
        if (said.size() != tree.size() || !Arrays.equals(said.root(), tree.root())) {
            findings.add(
                    Finding.Code.WITNESS_WRONG,
                    "The witness' head of " + said.size() + " entries is not that of its leaves.");
        }
        notes.put(said.size(), digest(head.note()));
    }

    private void add(byte[] more, Frontier tree) {
        for (int at = 0; at < more.length; at += MerkleHash.BYTES) {
            int place = (int) (size % LEAVES_OF_A_CHUNK) * MerkleHash.BYTES;
            if (place == 0) {
                chunks.add(new byte[LEAVES_OF_A_CHUNK * MerkleHash.BYTES]);
            }
            System.arraycopy(more, at, chunks.get(chunks.size() - 1), place, MerkleHash.BYTES);
            tree.append(Arrays.copyOfRange(more, at, at + MerkleHash.BYTES));
            size++;
        }
    }

    /** Entries it has seen. */
    long size() {
        return size;
    }

    /** Heads it has seen: {@link #digest} of the signed note by size. */
    NavigableMap<Long, byte[]> notes() {
        return notes;
    }

    /** Digest of a note: a witness has seen too many of them to remember each in full. */
    static byte[] digest(String note) {
        return MerkleHash.leaf(note.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaf hash of an entry; null when it has not seen that one. */
    byte @Nullable [] leaf(long sequence) {
        if (sequence < 0 || sequence >= size) {
            return null;
        }
        int at = (int) (sequence % LEAVES_OF_A_CHUNK) * MerkleHash.BYTES;
        return Arrays.copyOfRange(chunks.get((int) (sequence / LEAVES_OF_A_CHUNK)), at, at + MerkleHash.BYTES);
    }
}
