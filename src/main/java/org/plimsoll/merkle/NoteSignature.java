package org.plimsoll.merkle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A signature of a note, not verified.
 *
 * @param keyName name of the key that is said to have signed: not empty, without spaces and plus signs
 * @param keyId number that with the name tells which key it is; no secret, and no proof of anything
 * @param signature bytes of the signature, 64 for Ed25519
 */
public record NoteSignature(String keyName, int keyId, byte[] signature) {
    /** @throws InvalidNote when the name is none or there is no signature */
    public NoteSignature {
        if (!NoteText.isKeyName(keyName)) {
            throw new InvalidNote(
                    "a key's name has no spaces and no plus signs, unlike '" + NoteText.shortened(keyName) + "'");
        }
        if (signature.length == 0) {
            throw new InvalidNote("a signature is the key's id, of 4 bytes, and the signature itself");
        }
        signature = signature.clone();
    }

    static NoteSignature of(String keyName, byte[] keyIdAndSignature) {
        if (keyIdAndSignature.length < Integer.BYTES) {
            throw new InvalidNote("a signature is the key's id, of 4 bytes, and the signature itself");
        }
        return new NoteSignature(
                keyName,
                ByteBuffer.wrap(keyIdAndSignature).getInt(),
                Arrays.copyOfRange(keyIdAndSignature, Integer.BYTES, keyIdAndSignature.length));
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    byte[] keyIdAndSignature() {
        return ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyName.equals(that.keyName)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyName, keyId, Arrays.hashCode(signature));
    }
}
