package org.plimsoll.ruleset;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Manifest;
import org.plimsoll.lifecycle.State;

/**
 * A version as it stands.
 *
 * @param version the version
 * @param state where it is in its life
 * @param extended which files of another rule set it extends; null when none, and in a list of versions
 * @param files its files, by path; null in a list of versions
 * @param writers who had a hand in it; null in a list of versions
 * @param proposal its latest proposal; null when there is none, and in a list of versions
 */
public record VersionView(
        RuleSetVersion version,
        State state,
        Manifest.@Nullable Base extended,
        @Nullable List<RuleSetFile> files,
        @Nullable Set<String> writers,
        @Nullable Proposal proposal) {
    static VersionView listed(RuleSetVersion version, State state) {
        return new VersionView(version, state, null, null, null, null);
    }
}
