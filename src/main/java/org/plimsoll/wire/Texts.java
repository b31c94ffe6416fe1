package org.plimsoll.wire;

/** Text from outside, made fit for a message. */
final class Texts {
    private static final int LONGEST_QUOTE = 40;

    private Texts() {}

    /** A text cut to what a message can bear, with characters that do not print replaced. */
    static String shortened(String text) {
        StringBuilder shortened = new StringBuilder(LONGEST_QUOTE + 1);
        for (int at = 0; at < text.length(); at++) {
            if (shortened.length() >= LONGEST_QUOTE) {
                return shortened.append('…').toString();
            }
            char character = text.charAt(at);
            boolean printable = !Character.isISOControl(character)
                    && !Character.isSurrogate(character)
                    && Character.getType(character) != Character.FORMAT;
            shortened.append(printable ? character : '\uFFFD');
        }
        return shortened.toString();
    }

    /** Whether a text is free of control characters and of halves of characters. */
    static boolean isClean(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character == '\u007f') {
                return false;
            }
            if (Character.isSurrogate(character)) {
                boolean pair = Character.isHighSurrogate(character)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1));
                if (!pair) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }
}
