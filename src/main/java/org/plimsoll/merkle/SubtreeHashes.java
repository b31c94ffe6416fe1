package org.plimsoll.merkle;

/** Where {@link MerkleProofs} gets the hashes of a tree from. */
@FunctionalInterface
public interface SubtreeHashes {
    /**
     * Hash of the complete subtree over the 2<sup>level</sup> leaves from {@code index} · 2<sup>level</sup> on; at level 0 the leaf's
     * hash. Only subtrees that lie wholly within the tree are asked for.
     */
    byte[] hash(int level, long index);
}
