package org.plimsoll.wire;

/**
 * Text within a line of Markdown (CommonMark with GitHub's tables and links) that means nothing but itself, whatever a
 * portfolio's ids, an account's attributes or a rule's reasons hold. It must not begin the line.
 */
final class Markdown {
    private static final String SIGNS = "\\`*_{}[]<>#|~&!$@";
    private static final int LONGEST = 2_000;
    private static final char REPLACEMENT = '\uFFFD';

    private Markdown() {}

    /**
     * Text that is shown as it is: signs that could mean something are escaped, line breaks become spaces, and what cannot be
     * seen, such as what changes the direction of writing, becomes U+FFFD. At most 2,000 characters are shown.
     */
    static String text(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 16);
        int end = Math.min(raw.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') {
                text.append(' ');
            } else if (isInvisible(c)) {
                text.append(REPLACEMENT);
            } else if (SIGNS.indexOf(c) >= 0 || isOfAnAddress(raw, i)) {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
        return raw.length() > LONGEST ? text.append("...").toString() : text.toString();
    }

    /** Addresses become links without any sign around them. */
    private static boolean isOfAnAddress(String raw, int at) {
        return raw.charAt(at) == ':'
                ? raw.startsWith("//", at + 1)
                : raw.charAt(at) == '.' && at >= 3 && raw.regionMatches(true, at - 3, "www", 0, 3);
    }

    private static boolean isInvisible(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
