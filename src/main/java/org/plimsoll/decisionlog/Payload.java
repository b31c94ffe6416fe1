package org.plimsoll.decisionlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes as they were received or answered, and their digest. Does not copy: whoever makes one gives the bytes away. */
public final class Payload {
    private final byte[] bytes;
    private final String sha256;

    private Payload(byte[] bytes, String sha256) {
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /** A payload of these bytes, which must not be changed afterwards. */
    public static Payload of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Payload(bytes, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Payload stored(byte[] bytes, String sha256) {
        return new Payload(bytes, sha256);
    }

    /** The bytes themselves; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** SHA-256 of the bytes, in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }
}
