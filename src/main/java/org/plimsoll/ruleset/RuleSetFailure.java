package org.plimsoll.ruleset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;

/**
 * A rule set that this server could not take from its folder, or could not load from the database. Whatever version of
 * it was active before still is.
 *
 * @param ruleSet name of the rule set
 * @param version number of the version in the database; null when it is about a folder
 * @param source folder or database
 * @param at when it failed
 * @param reason a sentence
 * @param diagnostics what is wrong with its files, by place; empty when the files are not to blame
 */
public record RuleSetFailure(
        String ruleSet,
        @Nullable Integer version,
        String source,
        Instant at,
        String reason,
        List<Diagnostic> diagnostics) {
    public RuleSetFailure {
        diagnostics = List.copyOf(diagnostics);
    }
}
