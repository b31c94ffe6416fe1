package org.plimsoll.ledger;

import java.time.Instant;
import org.plimsoll.merkle.MerkleHash;

/**
 * A head of the log's tree.
 *
 * @param size entries it covers
 * @param root root of the tree of that many leaves
 * @param signedAt when it was signed
 * @param note the signed checkpoint, which says all of it
 */
public record TreeHead(long size, byte[] root, Instant signedAt, String note) {
    /** The head of a log without entries, which nobody signs. */
    static final TreeHead NONE = new TreeHead(0, MerkleHash.empty(), Instant.EPOCH, "");
}
