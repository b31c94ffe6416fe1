package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
    private static final String SIGNATURE = "\u2014 log AAAAAQI=\n";

    @Test
    void note_isReadAndWritten_byteForByte() {
        for (String text : new String[] {Notes.EXAMPLE_NOTE, Notes.PETER_TEXT + "\n" + Notes.PETER_SIGNATURE}) {
            assertThat(SignedNote.parse(text).note()).isEqualTo(text);
        }
    }

    @Test
    void note_isTextAndSignatures() {
        SignedNote note = SignedNote.parse("first\n\nsecond\n\n" + SIGNATURE + "\u2014 a.b/c //////8=\n");

        assertThat(note.text()).isEqualTo("first\n\nsecond\n");
        assertThat(note.signatures())
                .containsExactly(
                        new NoteSignature("log", 1, new byte[] {2}), new NoteSignature("a.b/c", -1, new byte[] {-1}));
    }

    @Test
    void note_withSixteenSignatures_isRead_andOneMoreIsNot() {
        assertThat(SignedNote.parse("text\n\n" + SIGNATURE.repeat(16)).signatures())
                .hasSize(16);
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + SIGNATURE.repeat(17)))
                .isInstanceOf(InvalidNote.class)
                .hasMessage("a note has 1 to 16 signatures, not 17");
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + SIGNATURE.repeat(50_000)))
                .hasMessage("a note has 1 to 16 signatures, not 17");
    }

    @Test
    void note_ofAMillionCharacters_isTheLongest() {
        String text = "x".repeat(1_000_000 - SIGNATURE.length() - 2) + "\n\n" + SIGNATURE;
        assertThat(SignedNote.parse(text).note()).isEqualTo(text);
        assertThatThrownBy(() -> SignedNote.parse("x" + text))
                .hasMessage("a note has at most 1000000 characters, not 1000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                 | a note, and its text, end with a newline",
                "'text'                             | a note, and its text, end with a newline",
                "'text\n'                           | a note has a blank line between its text and its signatures",
                "'\n\u2014 log AAAAAQI=\n'          | a note has a blank line between its text and its signatures",
                "'text\n\u2014 log AAAAAQI=\n'      | a note has a blank line between its text and its signatures",
                "'text\n\n'                         | a note has 1 to 16 signatures, not 0",
                "'text\n\n\n'                       | a note has 1 to 16 signatures, not 0",
                "'text\n\n\u2014 log AAAAAQI='      | a note, and its text, end with a newline",
                "'text\n\n\u2014 log AAAAAQI=\n\n'  | a note has 1 to 16 signatures, not 0",
                "'text\r\n\n\u2014 log AAAAAQI=\n'  | a note has no control characters but newlines (U+000A); this one has U+000D at character 4",
                "'te\txt\n\n\u2014 log AAAAAQI=\n'  | a note has no control characters but newlines (U+000A); this one has U+0009 at character 2",
                "'text\n\n\u2014 log AAAAAQI=\r\n'  | a note has no control characters but newlines (U+000A); this one has U+000D at character 20",
                "'text\n\n- log AAAAAQI=\n'         | a line of a signature is a dash (U+2014), a space",
                "'text\n\n\u2013 log AAAAAQI=\n'    | a line of a signature is a dash (U+2014), a space",
                "'text\n\n\u2014log AAAAAQI=\n'     | a line of a signature is a dash (U+2014), a space",
                "'text\n\n\u2014 AAAAAQI=\n'        | a line of a signature is a dash (U+2014), a space",
                "'text\n\n\u2014  AAAAAQI=\n'       | a line of a signature is a dash (U+2014), a space",
                "'text\n\n\u2014 lo g AAAAAQI=\n'   | a key''s name has no spaces and no plus signs, unlike 'lo g'",
                "'text\n\n\u2014 lo+g AAAAAQI=\n'   | a key''s name has no spaces and no plus signs, unlike 'lo+g'",
                "'text\n\n\u2014 log AAAAAQI\n'     | AAAAAQI' is not Base64 as it is to be written: 'AAAAAQI='",
                "'text\n\n\u2014 log AAAAAQJ=\n'    | AAAAAQJ=' is not Base64 as it is to be written: 'AAAAAQI='",
                "'text\n\n\u2014 log AAAA-QI=\n'    | AAAA-QI=' is not Base64",
                "'text\n\n\u2014 log AAAAAQI=\nx\n' | a line of a signature is a dash (U+2014), a space",
                "'text\n\n\u2014 log AAAA\n'        | a signature is the key''s id, of 4 bytes, and the signature itself",
                "'text\n\n\u2014 log AAAAAA==\n'    | a signature is the key''s id, of 4 bytes, and the signature itself",
                "'text\n\n\u2014 log \n'            | a signature is the key''s id, of 4 bytes, and the signature itself"
            })
    void text_thatIsNoNote_isRefused_sayingWhatANoteIs(String text, String message) {
        assertThatThrownBy(() -> SignedNote.parse(text))
                .isInstanceOf(InvalidNote.class)
                .hasMessageContaining(message.replace("''", "'"));
    }

    @ParameterizedTest
    @ValueSource(chars = {0, 7, 0x1f, 0xd800, 0xdc00})
    void text_thatCannotBeWrittenInUtf8_orHasControlCharacters_isRefused(char character) {
        assertThatThrownBy(() -> SignedNote.parse("te" + character + "xt\n\n" + SIGNATURE))
                .isInstanceOf(InvalidNote.class)
                .hasMessage("a note has no control characters but newlines (U+000A); this one has U+%04X at character 2"
                        .formatted((int) character));
    }

    @Test
    void text_ofOtherPlanes_isKept() {
        String note = "\ud83d\ude80 \u00e9\n\n" + SIGNATURE;
        assertThat(SignedNote.parse(note).note()).isEqualTo(note);
    }
}
