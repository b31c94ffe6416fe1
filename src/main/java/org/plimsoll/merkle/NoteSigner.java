package org.plimsoll.merkle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs notes with an Ed25519 key that is kept as PKCS #8 in PEM, as {@code openssl genpkey -algorithm ed25519} writes it. The same text
 * and key always give the same signature. Safe for use by several threads.
 *
 * <p>Reference: C2SP signed-note; RFC 8032; RFC 8410, section 7.
 */
public final class NoteSigner {
    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]{1,4000})-----END PRIVATE KEY-----\\s*");
    private static final String HOW_TO_MAKE_ONE = "; make one with: openssl genpkey -algorithm ed25519";

    private final PrivateKey key;
    private final NoteVerifier verifier;

    private NoteSigner(PrivateKey key, NoteVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /**
     * A signer.
     *
     * @param name name of the key, not empty, without spaces and plus signs; by convention the origin of the log
     * @param pem the private key
     * @throws IllegalArgumentException when the name is none or the text is no such key; the message has nothing of the key
     */
    public static NoteSigner of(String name, String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A signing key is a text from '-----BEGIN PRIVATE KEY-----' to '-----END PRIVATE KEY-----' "
                            + "and nothing else" + HOW_TO_MAKE_ONE);
        }
        EdECPrivateKey key = privateKey(matcher.group(1).replaceAll("\\s", ""));
        byte[] seed = key.getBytes().orElseThrow(() -> new IllegalArgumentException("The signing key cannot be read"));
        NoteSigner signer = new NoteSigner(key, new NoteVerifier(name, publicKey(seed)));
        if (!signer.verifier.isByThisKey(seed, signer.sign(seed))) {
            throw new IllegalStateException(
                    "The public key that was derived does not verify what the private key signs");
        }
        return signer;
    }

    /** A new private key, in PEM. Whoever has it can sign: it belongs where secrets are kept. */
    public static String newPem() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance(ALGORITHM)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + NoteText.base64(encoded) + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Name of the key. */
    public String name() {
        return verifier.name();
    }

    /** Verifies what this signer signs; its key text is what others need for it. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * The text with this key's signature.
     *
     * @throws InvalidNote when the text is none that can be signed: it ends with a newline and has no other control characters
     */
    public SignedNote sign(String text) {
        byte[] signature = sign(text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(text, List.of(new NoteSignature(verifier.name(), verifier.keyId(), signature)));
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = NoteVerifier.signature();
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // of(...) has tried key and algorithm
        }
    }

    private static EdECPrivateKey privateKey(String base64) {
        try {
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            return (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // without the cause, whose message may quote the key
            throw new IllegalArgumentException("The signing key is not an Ed25519 key in PKCS #8" + HOW_TO_MAKE_ONE);
        }
    }

    /**
     * The public key of a private one, 32 bytes as RFC 8032 encodes them. The JDK has no function for this; its generator of key pairs
     * takes the private key from the source of randomness that it is given, so it is given the key. That it did is checked.
     */
    private static byte[] publicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, new FixedRandom(seed));
            KeyPair pair = generator.generateKeyPair();
            if (!Arrays.equals(
                    seed, ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow())) {
                throw new IllegalStateException("This Java runtime cannot derive the public key of a private key");
            }
            byte[] encoded = pair.getPublic().getEncoded(); // X.509, which ends with the key: RFC 8410, section 4
            return Arrays.copyOfRange(encoded, encoded.length - NoteVerifier.PUBLIC_KEY_BYTES, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not random at all: gives out one key, and once. */
    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        FixedRandom(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("This Java runtime cannot derive the public key of a private key");
            }
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
