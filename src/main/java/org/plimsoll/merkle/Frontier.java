package org.plimsoll.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tree that leaves are appended to, reduced to what its root and its growth need: the hashes of the largest complete subtrees that
 * make it up, one for each binary digit 1 of its size, 63 at most. Not for use by several threads at once.
 *
 * <p>Reference: RFC 9162, section 2.1.2.
 */
public final class Frontier {
    /** Subtrees of fewer than 2<sup>8</sup> = 256 leaves are not told of: they are soon made again from their leaves. */
    public static final int LOWEST_REPORTED_LEVEL = 8;

    private final MessageDigest digest = MerkleHash.sha256();
    private final byte[] @Nullable [] complete; // by level; null where the size has the binary digit 0
    private long size;

    /** The tree without leaves. */
    public Frontier() {
        this(0, new byte[Long.SIZE - 1][]);
    }

    private Frontier(long size, byte[] @Nullable [] complete) {
        this.size = size;
        this.complete = complete;
    }

    /**
     * A tree as {@link #toBytes} wrote it.
     *
     * @throws IllegalArgumentException when the bytes are not one hash for each binary digit 1 of the size
     */
    public static Frontier of(long size, byte[] bytes) {
        if (size < 0) {
            throw new IllegalArgumentException("A tree has at least 0 leaves, not " + size);
        }
        if (bytes.length != Long.bitCount(size) * MerkleHash.BYTES) {
            throw new IllegalArgumentException("The frontier of a tree of " + size + " leaves has "
                    + Long.bitCount(size) * MerkleHash.BYTES + " bytes, not " + bytes.length);
        }
        byte[] @Nullable [] complete = new byte[Long.SIZE - 1][];
        int offset = 0;
        for (int level = complete.length - 1; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                complete[level] = Arrays.copyOfRange(bytes, offset, offset + MerkleHash.BYTES);
                offset += MerkleHash.BYTES;
            }
        }
        return new Frontier(size, complete);
    }

    /** Appends a leaf. */
    public void append(byte[] leafHash) {
        append(leafHash, (level, index, hash) -> {});
    }

    /**
     * Appends a leaf and tells of the subtrees of 256 leaves and more that it completes.
     *
     * @throws IllegalArgumentException when the leaf's hash is not of 32 bytes
     */
    public void append(byte[] leafHash, CompletedSubtree listener) {
        MerkleHash.requireHash(leafHash);
        byte[] hash = leafHash.clone();
        int level = 0;
        byte[] left = complete[0];
        while (left != null) {
            hash = MerkleHash.node(digest, left, hash);
            complete[level] = null;
            level++;
            if (level >= LOWEST_REPORTED_LEVEL) {
                listener.completed(level, size >>> level, hash.clone());
            }
            left = complete[level];
        }
        complete[level] = hash;
        size++;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Root of the tree; {@link MerkleHash#empty} as long as it has no leaves. */
    public byte[] root() {
        byte @Nullable [] root = null;
        for (byte[] hash : complete) {
            if (hash != null) {
                root = root == null ? hash.clone() : MerkleHash.node(digest, hash, root);
            }
        }
        return root == null ? MerkleHash.empty() : root;
    }

    /** The hashes of the complete subtrees, of 32 bytes each, the largest subtree's first. */
    public byte[] toBytes() {
        byte[] bytes = new byte[Long.bitCount(size) * MerkleHash.BYTES];
        int offset = bytes.length;
        for (byte[] hash : complete) {
            if (hash != null) {
                offset -= MerkleHash.BYTES;
                System.arraycopy(hash, 0, bytes, offset, MerkleHash.BYTES);
            }
        }
        return bytes;
    }

    /** A tree of its own with the same leaves. */
    public Frontier copy() {
        return new Frontier(size, complete.clone());
    }
}
