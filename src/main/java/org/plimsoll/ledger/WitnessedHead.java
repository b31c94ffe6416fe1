package org.plimsoll.ledger;

import org.plimsoll.merkle.MerkleHash;

/**
 * A head as a witness keeps it.
 *
 * @param note the signed checkpoint
 * @param first place of the first of the leaves
 * @param leaves leaf hashes, of 32 bytes each, of the entries from there up to the head's size; not to be changed
 */
public record WitnessedHead(String note, long first, byte[] leaves) {
    public WitnessedHead {
        if (first < 0 || leaves.length % MerkleHash.BYTES != 0) {
            throw new IllegalArgumentException("not leaf hashes");
        }
    }

    /** Entries that the head covers. */
    public long size() {
        return first + leaves.length / MerkleHash.BYTES;
    }
}
