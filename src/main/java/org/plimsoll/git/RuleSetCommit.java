package org.plimsoll.git;

import java.util.List;
import org.plimsoll.engine.RuleSetFiles;

/**
 * A commit that changed a rule set.
 *
 * @param id its id, in hexadecimal
 * @param message its message
 * @param authors who wrote it: name and address of author and committer, and of those its message names as co-authors
 * @param files the files of the rule set as it left them
 */
record RuleSetCommit(String id, String message, List<String> authors, RuleSetFiles files) {
    RuleSetCommit {
        authors = List.copyOf(authors);
    }
}
