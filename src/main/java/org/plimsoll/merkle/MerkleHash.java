package org.plimsoll.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How entries and nodes of the tree are hashed: SHA-256, with a first byte that tells a leaf from a node, so that neither can pass for
 * the other. Every hash is of 32 bytes.
 *
 * <p>Reference: RFC 9162, section 2.1.1.
 */
public final class MerkleHash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleHash() {}

    /** Hash of a leaf: SHA-256 over 0x00 and the bytes of its entry. */
    public static byte[] leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    /**
     * Hash of a node: SHA-256 over 0x01 and the hashes of its two children.
     *
     * @throws IllegalArgumentException when a child's hash is not of 32 bytes
     */
    public static byte[] node(byte[] left, byte[] right) {
        return node(sha256(), left, right);
    }

    /** Root of the tree without leaves: SHA-256 of nothing. */
    public static byte[] empty() {
        return sha256().digest();
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        requireHash(left);
        requireHash(right);
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static void requireHash(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, this one has " + hash.length);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
