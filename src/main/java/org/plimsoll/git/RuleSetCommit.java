package org.plimsoll.git;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleSetFiles;

/**
 * A commit that changed a rule set.
 *
 * @param id its id, in hexadecimal
 * @param message its message
 * @param authors who wrote it: name and address of author and committer, of those its message names as co-authors, and of those
 *     of the commits that it merges
 * @param files the files of the rule set as it left them; null when they cannot be taken
 * @param failure why they cannot be taken; null when they can
 */
record RuleSetCommit(
        String id,
        String message,
        List<String> authors,
        @Nullable RuleSetFiles files,
        @Nullable String failure) {
    RuleSetCommit {
        authors = List.copyOf(authors);
    }
}
