package org.plimsoll.ruleset;

import java.time.Instant;

/**
 * A version of a rule set. Never changes but for its state.
 *
 * @param ruleSet name of the rule set
 * @param number counts up from one within the rule set
 * @param contentHash identity of its files: SHA-256, in lower-case hexadecimal
 * @param state where it is in its life
 * @param title title in its manifest
 * @param source where the files came from
 * @param createdAt when it was made
 * @param createdBy who made it
 */
public record RuleSetVersion(
        String ruleSet,
        int number,
        String contentHash,
        String state,
        String title,
        String source,
        Instant createdAt,
        String createdBy) {
    /** State of a version that came from a folder when the server started. */
    public static final String IMPORTED = "IMPORTED";
}
