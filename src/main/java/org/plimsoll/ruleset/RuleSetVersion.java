package org.plimsoll.ruleset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Stage;

/**
 * A version of a rule set. Its files change while it is a draft, and never after.
 *
 * @param ruleSet name of the rule set
 * @param number counts up from one within the rule set
 * @param contentHash identity of its files: SHA-256, in lower-case hexadecimal
 * @param stage how far people have brought it
 * @param title title in its manifest; the rule set's name when its manifest cannot be read
 * @param source where the files came from
 * @param base version it was begun from; null when from none
 * @param provenance what outside the server it was made of, such as a commit; null when of nothing that has a name
 * @param comment what its author said of it
 * @param createdAt when it was made
 * @param createdBy who made it
 */
public record RuleSetVersion(
        String ruleSet,
        int number,
        String contentHash,
        Stage stage,
        String title,
        String source,
        @Nullable Integer base,
        @Nullable String provenance,
        String comment,
        Instant createdAt,
        String createdBy) {
    VersionKey key() {
        return new VersionKey(ruleSet, number);
    }
}
