package org.plimsoll.ruleset;

import org.jspecify.annotations.Nullable;

/** The caller says which files they mean: {@code If-Match} with the content hash. */
final class ContentMatch {
    private ContentMatch() {}

    /**
     * Refuses a caller who did not say which files they mean, or means others.
     *
     * @param ifMatch the header; null when it was not sent
     * @throws RuleSetPrecondition when they do not match
     */
    static void require(RuleSetVersion version, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw RuleSetPrecondition.ifMatchRequired(version);
        }
        for (String tag : ifMatch.split(",", -1)) {
            if (tag.strip().equals("\"" + version.contentHash() + "\"")) {
                return;
            }
        }
        throw RuleSetPrecondition.contentChanged(version);
    }
}
