package org.plimsoll.merkle;

import java.util.Base64;

/** What notes, checkpoints and keys have in common: Base64 in its one canonical form, and names of keys. */
final class NoteText {
    private NoteText() {}

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The bytes of a Base64 text with its padding.
     *
     * @throws InvalidNote when it is none, or could be written otherwise
     */
    static byte[] bytes(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidNote("'" + shortened(base64) + "' is not Base64");
        }
        if (!base64(bytes).equals(base64)) {
            throw new InvalidNote("'" + shortened(base64) + "' is not Base64 as it is to be written: '"
                    + shortened(base64(bytes)) + "'");
        }
        return bytes;
    }

    /** Whether keys can be so called: not empty, and without spaces, control characters and plus signs. */
    static boolean isKeyName(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(NoteText::isBarredFromNames);
    }

    /** At most 80 characters of a text. */
    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static boolean isBarredFromNames(int character) {
        return character == '+'
                || Character.isISOControl(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.SURROGATE;
    }
}
