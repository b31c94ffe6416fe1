package org.plimsoll.ruleset;

import org.jspecify.annotations.Nullable;

/** What people give as reason or comment. */
final class Reasons {
    private static final int MOST = 2_000;

    private Reasons() {}

    /**
     * A reason where there must be one.
     *
     * @throws RuleSetUnprocessable {@code REASON_REQUIRED}
     */
    static String required(String field, @Nullable String text) {
        String given = optional(text);
        if (given.isEmpty()) {
            throw RuleSetUnprocessable.reasonRequired(field);
        }
        return given;
    }

    /** A comment; empty when there is none. What is beyond 2,000 characters is refused. */
    static String optional(@Nullable String text) {
        String given = text == null ? "" : text.strip();
        if (given.length() > MOST) {
            throw RuleSetUnprocessable.tooLong(MOST);
        }
        return given;
    }
}
