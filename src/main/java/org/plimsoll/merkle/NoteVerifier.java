package org.plimsoll.merkle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Verifies the signatures of one Ed25519 key, given by its verifier key text: name, id in eight hexadecimal digits and, in Base64, 0x01
 * and the public key, joined by plus signs.
 *
 * <p>Reference: C2SP signed-note; RFC 8032.
 */
public final class NoteVerifier {
    /** What a note has of this key. */
    public enum Result {
        /** A signature by this key. */
        SIGNED,
        /** No signature that names this key. */
        NOT_SIGNED,
        /** A signature that names this key and is not by it: the text was changed, or somebody else signed. */
        FORGED
    }

    static final byte ED25519 = 1;
    static final int PUBLIC_KEY_BYTES = 32;

    private static final int SIGNATURE_BYTES = 64;

    /** What precedes the 32 bytes of an Ed25519 key in X.509. Reference: RFC 8410, section 4. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final int keyId;
    private final byte[] publicKey;
    private final PublicKey key;

    NoteVerifier(String name, byte[] publicKey) {
        if (!NoteText.isKeyName(name)) {
            throw new IllegalArgumentException(
                    "The name of a key is not empty and has no spaces and no plus signs: write for instance example.com/margin, not '"
                            + NoteText.shortened(name) + "'");
        }
        this.name = name;
        this.publicKey = publicKey.clone();
        this.keyId = keyId(name, publicKey);
        try {
            key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(joined(X509_PREFIX, publicKey)));
            signature().initVerify(key); // refuses what is no point of the curve
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The bytes of the key " + name + " are no Ed25519 public key", e);
        }
    }

    /**
     * The verifier of a verifier key text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static NoteVerifier of(String verifierKey) {
        String[] parts = verifierKey.split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException(
                    "A verifier key is <name>+<8 lower-case hexadecimal digits>+<Base64>, not '"
                            + NoteText.shortened(verifierKey) + "'");
        }
        byte[] typed;
        try {
            typed = NoteText.bytes(parts[2]);
        } catch (InvalidNote e) {
            throw new IllegalArgumentException(
                    "The last part of the verifier key of " + NoteText.shortened(parts[0])
                            + " is Base64; copy the key whole: " + e.getMessage(),
                    e);
        }
        if (typed.length != 1 + PUBLIC_KEY_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("The last part of the verifier key of " + NoteText.shortened(parts[0])
                    + " is not an Ed25519 key: the byte 1 and 32 bytes in Base64");
        }
        NoteVerifier verifier = new NoteVerifier(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (verifier.keyId != Integer.parseUnsignedInt(parts[1], 16)) {
            throw new IllegalArgumentException("The id of this key with the name " + verifier.name + " is "
                    + verifier.keyIdDigits() + ", not " + parts[1] + ": copy name and key as they were given out");
        }
        return verifier;
    }

    /** Name of the key. */
    public String name() {
        return name;
    }

    /** Number that with the name tells this key from others: the first four bytes of a hash of name and key. */
    public int keyId() {
        return keyId;
    }

    /** The verifier key text, to be given to whoever is to verify. */
    public String verifierKey() {
        return name + "+" + keyIdDigits() + "+" + NoteText.base64(joined(new byte[] {ED25519}, publicKey));
    }

    /** Whether a note is signed by this key. Of several signatures that name it all must be by it. */
    public Result verify(SignedNote note) {
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        Result result = Result.NOT_SIGNED;
        for (NoteSignature signature : note.signatures()) {
            if (signature.keyId() == keyId && signature.keyName().equals(name)) {
                if (!isByThisKey(message, signature.signature())) {
                    return Result.FORGED;
                }
                result = Result.SIGNED;
            }
        }
        return result;
    }

    boolean isByThisKey(byte[] message, byte[] bytes) {
        if (bytes.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (SignatureException e) {
            return false; // bytes that are no signature of anything
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // the constructor has tried key and algorithm
        }
    }

    static Signature signature() throws GeneralSecurityException {
        return Signature.getInstance("Ed25519");
    }

    private String keyIdDigits() {
        return HexFormat.of().toHexDigits(keyId);
    }

    private static int keyId(String name, byte[] publicKey) {
        MessageDigest digest = MerkleHash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(new byte[] {'\n', ED25519});
        return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
