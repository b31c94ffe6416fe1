package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Frontier;
import org.plimsoll.merkle.MerkleHash;
import org.plimsoll.merkle.SubtreeHashes;

/** Hashes of complete subtrees, from the leaves and subtrees that the database keeps. */
final class StoredTree implements SubtreeHashes {
    private static final int LEAVES = 1 << Frontier.LOWEST_REPORTED_LEVEL;
    private static final int GROUPS_OF_A_READ = 256;

    private final Connection connection;
    private long chunk = -1;
    private byte[] @Nullable [] leaves = new byte[0][];

    StoredTree(Connection connection) {
        this.connection = connection;
    }

    @Override
    public byte[] hash(int level, long index) {
        try {
            return level >= Frontier.LOWEST_REPORTED_LEVEL
                    ? HeadTable.node(connection, level, index)
                    : fromLeaves(level, index);
        } catch (SQLException e) {
            throw new LedgerUnreadable(e);
        }
    }

    private byte[] fromLeaves(int level, long index) throws SQLException {
        long from = index << level;
        int leafCount = 1 << level;
        if (from / LEAVES != chunk) {
            chunk = from / LEAVES;
            leaves = LeafReader.leaves(connection, chunk * LEAVES, (chunk + 1) * LEAVES, GROUPS_OF_A_READ);
        }
        byte[][] hashes = new byte[leafCount][];
        for (int i = 0; i < leafCount; i++) {
            byte @Nullable [] leaf = leaves[(int) (from % LEAVES) + i];
            if (leaf == null) {
                throw new BrokenLedger("Entry " + (from + i) + " of the log has no leaf hash.");
            }
            hashes[i] = leaf;
        }
        for (int count = leafCount; count > 1; count /= 2) {
            for (int i = 0; i < count / 2; i++) {
                hashes[i] = MerkleHash.node(hashes[2 * i], hashes[2 * i + 1]);
            }
        }
        return hashes[0];
    }
}
