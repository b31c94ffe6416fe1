package org.plimsoll.replay.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes as they are kept now, and the digest that was recorded with them.
 *
 * @param bytes the bytes; not to be changed
 * @param sha256 SHA-256 that was recorded, in lower-case hexadecimal
 */
public record RecordedBytes(byte[] bytes, String sha256) {
    /** Whether the bytes are those whose digest was recorded. */
    public boolean isIntact() {
        return sha256(bytes).equals(sha256);
    }

    /** SHA-256 of bytes, in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
