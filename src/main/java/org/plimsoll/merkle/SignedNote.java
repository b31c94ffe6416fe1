package org.plimsoll.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with signatures under it: the text, a blank line, and a line for each signature with the key's name and, in Base64, the key's
 * id and the signature. A note says nothing until a {@link NoteVerifier} has verified it.
 *
 * <p>Reference: C2SP signed-note.
 *
 * @param text what is signed; ends with a newline and has no other control characters
 * @param signatures at least one, at most {@value #MOST_SIGNATURES}
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Signatures of one note; as many as everybody who reads notes has to take. */
    public static final int MOST_SIGNATURES = 16;

    /** Characters of one note. */
    public static final int MOST_CHARACTERS = 1_000_000;

    private static final String BEFORE_NAME = "\u2014 ";

    /** @throws InvalidNote when text or signatures are not as said above */
    public SignedNote {
        signatures = List.copyOf(signatures);
        requireText(text);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new InvalidNote("a note has 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    /** The note as it is kept and sent, with its last newline. */
    public String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(BEFORE_NAME)
                    .append(signature.keyName())
                    .append(' ')
                    .append(NoteText.base64(signature.keyIdAndSignature()))
                    .append('\n');
        }
        return note.toString();
    }

    /**
     * Reads a note; verifies nothing.
     *
     * @throws InvalidNote when it is none
     */
    public static SignedNote parse(String note) {
        requireText(note);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new InvalidNote("a note has a blank line between its text and its signatures");
        }
        String signatureLines = note.substring(blank + 2);
        List<NoteSignature> signatures = new ArrayList<>();
        int begin = 0;
        while (begin < signatureLines.length() && signatures.size() <= MOST_SIGNATURES) {
            int end = signatureLines.indexOf('\n', begin);
            signatures.add(signature(signatureLines.substring(begin, end)));
            begin = end + 1;
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static NoteSignature signature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(BEFORE_NAME) || space <= BEFORE_NAME.length()) {
            throw new InvalidNote(
                    "a line of a signature is a dash (U+2014), a space, the key's name, a space and the signature in "
                            + "Base64, not '" + NoteText.shortened(line) + "'");
        }
        return NoteSignature.of(line.substring(BEFORE_NAME.length(), space), NoteText.bytes(line.substring(space + 1)));
    }

    private static void requireText(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidNote("a note has at most " + MOST_CHARACTERS + " characters, not " + text.length());
        }
        if (!text.endsWith("\n")) {
            throw new InvalidNote("a note, and its text, end with a newline");
        }
        int place = 0;
        while (place < text.length()) {
            int character = text.codePointAt(place);
            if (character < ' ' && character != '\n' || Character.getType(character) == Character.SURROGATE) {
                throw new InvalidNote(
                        "a note has no control characters but newlines (U+000A); this one has %s at character %d"
                                .formatted("U+%04X".formatted(character), place));
            }
            place += Character.charCount(character);
        }
    }
}
