package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.merkle.NoteVerifier.Result.FORGED;
import static org.plimsoll.merkle.NoteVerifier.Result.NOT_SIGNED;
import static org.plimsoll.merkle.NoteVerifier.Result.SIGNED;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoteVerifierTest {
    private static final String BOTH = Notes.PETER_TEXT + "\n" + Notes.PETER_SIGNATURE + Notes.ENOCH_SIGNATURE;

    @Test
    void exampleOfTheSpecification_isSigned() {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);

        assertThat(verifier.name()).isEqualTo("example.com/foo");
        assertThat(verifier.keyId()).isEqualTo(0x530d903a);
        assertThat(verifier.verifierKey()).isEqualTo(Notes.EXAMPLE_KEY);
        assertThat(verifier.verify(SignedNote.parse(Notes.EXAMPLE_NOTE))).isEqualTo(SIGNED);
    }

    @Test
    void noteOfTwoKeys_isSignedByBoth_andByNoOther() {
        SignedNote note = SignedNote.parse(BOTH);

        assertThat(NoteVerifier.of(Notes.PETER_KEY).verify(note)).isEqualTo(SIGNED);
        assertThat(NoteVerifier.of(Notes.ENOCH_KEY).verify(note)).isEqualTo(SIGNED);
        assertThat(NoteVerifier.of(Notes.EXAMPLE_KEY).verify(note)).isEqualTo(NOT_SIGNED);
    }

    @Test
    void anyByteOfTheText_changed_isForged() {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);
        SignedNote note = SignedNote.parse(Notes.EXAMPLE_NOTE);
        for (int place = 0; place < note.text().length() - 1; place++) {
            char[] changed = note.text().toCharArray();
            changed[place] ^= 2;
            assertThat(verifier.verify(new SignedNote(new String(changed), note.signatures())))
                    .isEqualTo(FORGED);
        }
        assertThat(verifier.verify(new SignedNote("\n" + note.text(), note.signatures())))
                .isEqualTo(FORGED);
    }

    @Test
    void anyByteOfTheSignature_changed_isForged() {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);
        SignedNote note = SignedNote.parse(Notes.EXAMPLE_NOTE);
        byte[] signature = note.signatures().get(0).signature();
        for (int place = 0; place < signature.length; place++) {
            byte[] changed = signature.clone();
            changed[place] ^= 1;
            assertThat(verify(verifier, note.text(), changed)).isEqualTo(FORGED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 65})
    void signature_ofAnotherLength_isForged(int length) {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);
        byte[] signature =
                SignedNote.parse(Notes.EXAMPLE_NOTE).signatures().get(0).signature();

        assertThat(verify(verifier, "This is an example message.\n", Arrays.copyOf(signature, length)))
                .isEqualTo(FORGED);
    }

    /** The same signature with the order of the group added to its second half; RFC 8032, section 5.1.7, has it refused. */
    @Test
    void signature_withItsScalarNotReduced_isForged() {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);
        byte[] signature =
                SignedNote.parse(Notes.EXAMPLE_NOTE).signatures().get(0).signature();
        byte[] order = ReferenceTree.hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int place = 0; place < 32; place++) {
            carry += (signature[32 + place] & 0xff) + (order[place] & 0xff);
            signature[32 + place] = (byte) carry;
            carry >>= 8;
        }

        assertThat(verify(verifier, "This is an example message.\n", signature)).isEqualTo(FORGED);
    }

    @Test
    void signature_underAnotherNameOrId_isNotSigned() {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);
        SignedNote note = SignedNote.parse(Notes.EXAMPLE_NOTE);
        NoteSignature by = note.signatures().get(0);
        NoteSignature name = new NoteSignature("example.com/bar", by.keyId(), by.signature());
        NoteSignature id = new NoteSignature(by.keyName(), by.keyId() + 1, by.signature());

        assertThat(verifier.verify(new SignedNote(note.text(), List.of(name, id))))
                .isEqualTo(NOT_SIGNED);
        assertThat(verifier.verify(new SignedNote(note.text(), List.of(name, by))))
                .isEqualTo(SIGNED);
    }

    @Test
    void goodSignature_besideAForgedOneOfTheSameKey_isForged() {
        NoteVerifier verifier = NoteVerifier.of(Notes.EXAMPLE_KEY);
        SignedNote note = SignedNote.parse(Notes.EXAMPLE_NOTE);
        NoteSignature good = note.signatures().get(0);
        NoteSignature forged = new NoteSignature(good.keyName(), good.keyId(), new byte[64]);

        assertThat(verifier.verify(new SignedNote(note.text(), List.of(good, forged))))
                .isEqualTo(FORGED);
        assertThat(verifier.verify(new SignedNote(note.text(), List.of(forged, good))))
                .isEqualTo(FORGED);
    }

    @Test
    void keyWithAnyPartCutOff_isRefused() {
        for (int end = 0; end < Notes.PETER_KEY.length(); end++) {
            String cut = Notes.PETER_KEY.substring(0, end);
            assertThatThrownBy(() -> NoteVerifier.of(cut)).as(cut).isInstanceOf(IllegalArgumentException.class);
        }
        for (int begin = 1; begin <= Notes.PETER_KEY.length(); begin++) {
            String cut = Notes.PETER_KEY.substring(begin);
            assertThatThrownBy(() -> NoteVerifier.of(cut)).as(cut).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keyWithAnyCharacterChanged_isRefused() {
        for (int place = 0; place < Notes.PETER_KEY.length(); place++) {
            char[] changed = Notes.PETER_KEY.toCharArray();
            changed[place]++;
            String text = new String(changed);
            assertThatThrownBy(() -> NoteVerifier.of(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PeterNeumann | A verifier key is <name>+<8 lower-case hexadecimal digits>+<Base64>, not 'PeterNeumann'",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | A verifier key is <name>+<8 lower-case",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T | is Base64; copy the key whole",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy | is not an Ed25519 key: the byte 1 and 32 bytes",
                "PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | is not an Ed25519 key: the byte 1 and 32 bytes",
                "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | copy name and key as they were given out",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | has no spaces and no plus signs"
            })
    void keyThatIsNone_isRefused_sayingWhatToWrite(String key, String message) {
        assertThatThrownBy(() -> NoteVerifier.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** y = 2 is no point of the curve: (y² − 1) / (dy² + 1) is not a square. Decided with plain integers, after RFC 8032, 5.1.3. */
    @Test
    void bytes_thatAreNoPointOfTheCurve_areRefused() {
        byte[] two = new byte[32];
        two[0] = 2;

        assertThatThrownBy(() -> new NoteVerifier("log", two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The bytes of the key log are no Ed25519 public key");
    }

    private static NoteVerifier.Result verify(NoteVerifier verifier, String text, byte[] signature) {
        return verifier.verify(
                new SignedNote(text, List.of(new NoteSignature(verifier.name(), verifier.keyId(), signature))));
    }
}
