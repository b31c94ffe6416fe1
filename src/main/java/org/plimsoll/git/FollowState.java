package org.plimsoll.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How following a rule set in Git is going.
 *
 * @param ruleSet name of the rule set
 * @param url address of the repository, without login
 * @param branch branch that is followed
 * @param path folder of the rule set
 * @param askedAt when the repository was last asked; null before that
 * @param commit last commit that became a draft since the server started; null when none did
 * @param failure why the last time failed; null when it did not
 */
public record FollowState(
        String ruleSet,
        String url,
        String branch,
        String path,
        @Nullable Instant askedAt,
        @Nullable String commit,
        @Nullable String failure) {}
