package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.plimsoll.merkle.MerkleProofs;

/**
 * Shows that an entry is part of a tree.
 *
 * @param sequence place of the entry
 * @param leafHash its leaf hash
 * @param head head of the tree
 * @param path hashes from the leaf's sibling upwards, after RFC 9162
 */
public record InclusionProof(long sequence, byte[] leafHash, TreeHead head, List<byte[]> path) {
    /** In the tree of the first head that covers the entry. */
    static InclusionProof of(Connection connection, long sequence) throws SQLException {
        return of(new StoredTree(connection), headCovering(connection, sequence), sequence);
    }

    /** In the tree of a head that covers the entry. */
    static InclusionProof of(StoredTree tree, TreeHead head, long sequence) {
        return new InclusionProof(
                sequence, tree.hash(0, sequence), head, MerkleProofs.inclusion(sequence, head.size(), tree));
    }

    /** The first head that covers an entry. */
    static TreeHead headCovering(Connection connection, long sequence) throws SQLException {
        List<TreeHead> heads = HeadTable.headsAfter(connection, sequence, 1);
        if (heads.isEmpty()) {
            throw new ProofNotReady(sequence);
        }
        return heads.get(0);
    }
}
