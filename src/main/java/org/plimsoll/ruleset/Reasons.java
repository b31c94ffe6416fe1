package org.plimsoll.ruleset;

import org.jspecify.annotations.Nullable;

/** What people give as reason or comment. */
public final class Reasons {
    private static final int MOST = 2_000;

    private Reasons() {}

    /**
     * A reason where there must be one.
     *
     * @throws RuleSetUnprocessable {@code REASON_REQUIRED}
     */
    public static String required(String field, @Nullable String text) {
        String given = optional(text);
        if (given.isEmpty()) {
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
}
