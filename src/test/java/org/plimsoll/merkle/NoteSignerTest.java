package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.merkle.ReferenceTree.hex;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoteSignerTest {
    /** Source: RFC 8032, section 7.1, tests 1, 2, 3 and SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
                + "'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
                + "72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
                + "af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                + "3dca179c138ac17ad9bef1177331a704"
    })
    void publicKey_andSignature_areTheStandards(String seed, String publicKey, String message, String signature) {
        NoteSigner signer = NoteSigner.of("test", Notes.pem(hex(seed)));

        byte[] typed =
                Base64.getDecoder().decode(signer.verifier().verifierKey().split("\\+", 3)[2]);
        assertThat(HexFormat.of().formatHex(typed)).isEqualTo("01" + publicKey);
        assertThat(HexFormat.of().formatHex(signer.sign(hex(message)))).isEqualTo(signature);
        assertThat(signer.verifier().isByThisKey(hex(message), hex(signature))).isTrue();
        assertThat(signer.verifier().isByThisKey(hex(message + "00"), hex(signature)))
                .isFalse();
    }

    @Test
    void note_isThePublishedOne_byteForByte() {
        NoteSigner peter = Notes.peter();

        assertThat(peter.name()).isEqualTo("PeterNeumann");
        assertThat(peter.verifier().verifierKey()).isEqualTo(Notes.PETER_KEY);
        assertThat(peter.sign(Notes.PETER_TEXT).note()).isEqualTo(Notes.PETER_TEXT + "\n" + Notes.PETER_SIGNATURE);
    }

    /** Made by OpenSSL 3.0: openssl genpkey -algorithm ed25519; openssl pkey -pubout -outform DER. */
    @Test
    void key_thatOpenSslMade_isTaken() {
        NoteSigner signer = NoteSigner.of("openssl", """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEICw/QkVdLLCy90NLXg5OuW6YuKBiSoVS59qN9rpPAif/
                -----END PRIVATE KEY-----
                """);

        byte[] typed =
                Base64.getDecoder().decode(signer.verifier().verifierKey().split("\\+", 3)[2]);
        assertThat(HexFormat.of().formatHex(typed))
                .isEqualTo("01ab893fc4f5309f0fb741833d68201a64ecb6c8928df5f3a6b57cbf26a96ca61f");
    }

    @Test
    void newKeys_areTaken_andDiffer() {
        NoteSigner first = NoteSigner.of("log", NoteSigner.newPem());
        NoteSigner second = NoteSigner.of("log", NoteSigner.newPem());
        SignedNote note = first.sign("text\n");

        assertThat(first.verifier().verify(note)).isEqualTo(NoteVerifier.Result.SIGNED);
        assertThat(second.verifier().verify(note)).isEqualTo(NoteVerifier.Result.NOT_SIGNED);
        assertThat(first.verifier().verifierKey())
                .isNotEqualTo(second.verifier().verifierKey());
    }

    @Test
    void pem_withLineEndsOfWindows_andBlanksAround_isTaken() {
        String pem = "\r\n" + Notes.pem(new byte[32]).replace("\n", "\r\n") + "\r\n";

        assertThat(NoteSigner.of("log", pem).verifier().verifierKey())
                .isEqualTo(
                        NoteSigner.of("log", Notes.pem(new byte[32])).verifier().verifierKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\nmore"
            })
    void text_thatIsNoPrivateKey_isRefused(String pem) {
        assertThatThrownBy(() -> NoteSigner.of("log", pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A signing key is a text from '-----BEGIN PRIVATE KEY-----'")
                .hasMessageEndingWith("; make one with: openssl genpkey -algorithm ed25519");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAA",
                "A",
                "MC4CAQAwBQYDK2VwBCIEIAAA",
                "MC4CAQAwBQYDK2VuBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void key_ofAnotherKind_orCutShort_isRefused_andNotQuoted(String base64) {
        assertThatThrownBy(() -> NoteSigner.of(
                        "log", "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The signing key is not an Ed25519 key in PKCS #8; make one with: openssl genpkey -algorithm ed25519")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "a\u0085b"})
    void name_thatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> NoteSigner.of(name, Notes.pem(new byte[32])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The name of a key is not empty and has no spaces and no plus signs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no newline", "tab\t\n", "carriage return\r\n"})
    void text_thatIsNone_isNotSigned(String text) {
        assertThatThrownBy(() -> Notes.peter().sign(text)).isInstanceOf(InvalidNote.class);
    }
}
