package org.plimsoll.ruleset;

import org.jspecify.annotations.Nullable;

/** What people give as reason or comment. */
public final class Reasons {
    private static final int MOST = 2_000;

    /** Fillers of Hangul, and the pattern of Braille without dots: a letter or symbol by its type. */
    private static final String BLANK = "\u115f\u1160\u3164\uffa0\u2800";

    private Reasons() {}

    /**
     * A reason where there must be one: with at least one character that can be seen.
     *
     * @throws RuleSetUnprocessable {@code REASON_REQUIRED}
     */
    public static String required(String field, @Nullable String text) {
        String given = optional(text);
        if (given.codePoints().noneMatch(Reasons::isVisible)) {
            throw RuleSetUnprocessable.reasonRequired(field);
        }
        return given;
    }

    /** A comment; empty when there is none. What is beyond 2,000 characters, or no text, is refused. */
    static String optional(@Nullable String text) {
        String given = text == null ? "" : text.strip();
        if (given.length() > MOST) {
            throw RuleSetUnprocessable.tooLong(MOST);
        }
        if (!given.codePoints().allMatch(Reasons::isText)) {
            throw RuleSetUnprocessable.reasonCharacters();
        }
        return given;
    }

    private static boolean isText(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\t'
                || !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    /** Letters, digits, punctuation and symbols, but for those whose glyph is blank. Marks alone are not read by anybody. */
    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> BLANK.indexOf(character) < 0;
        };
    }
}
