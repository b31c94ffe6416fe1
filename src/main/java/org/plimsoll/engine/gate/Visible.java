package org.plimsoll.engine.gate;

/**
 * Which characters a reader sees. What cannot be seen would make two texts differ that read the same, or hide a part of a
 * rule from its reviewer. Comments may hold more: they become spaces before anything else reads them.
 */
final class Visible {
    private static final char VARIATION_OF_PICTURES = '\uFE0F';

    /**
     * Letters and signs by their type that nevertheless show nothing: the grapheme joiner, Hangul fillers, Khmer inherent
     * vowels, Mongolian selectors, the blank of Braille, variation selectors.
     */
    private static final String BLANK = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private Visible() {}

    /** Whether a character may stand in a text, or anywhere else. */
    static boolean inTexts(char c) {
        if (c < 128) {
            return c == '\t' || (c >= ' ' && c != 127);
        }
        return BLANK.indexOf(c) < 0 && !(c >= '\uFE00' && c <= VARIATION_OF_PICTURES) && isOfVisibleType(c);
    }

    /** Whether a character may stand in a comment: spaces of other scripts and pictures may as well. */
    static boolean inComments(String source, int at) {
        char c = source.charAt(at);
        if (Character.isSurrogate(c)) {
            int first = Character.isLowSurrogate(c) && at > 0 ? at - 1 : at;
            int point = source.codePointAt(first);
            return Character.isSupplementaryCodePoint(point) && isOfVisibleType(point);
        }
        return inTexts(c) || c == VARIATION_OF_PICTURES || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isOfVisibleType(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> point < 0xE0100 || point > 0xE01EF;
        };
    }
}
