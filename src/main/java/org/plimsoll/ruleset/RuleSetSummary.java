package org.plimsoll.ruleset;

import org.jspecify.annotations.Nullable;

/**
 * A rule set at a glance.
 *
 * @param name its name
 * @param active the activation in force; null when there is none
 * @param activeVersion the version in force; null when there is none
 * @param latest number of the latest version; zero when there is none, because its folder failed
 * @param failure why its folder, or its version in force, could not be taken; null when it could
 */
public record RuleSetSummary(
        String name,
        @Nullable Activation active,
        @Nullable RuleSetVersion activeVersion,
        int latest,
        @Nullable RuleSetFailure failure) {}
