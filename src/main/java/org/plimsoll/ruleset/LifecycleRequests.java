package org.plimsoll.ruleset;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that change rule sets, as callers send them. */
final class LifecycleRequests {
    private LifecycleRequests() {}

    /**
     * A draft to be begun.
     *
     * @param from version whose files it begins with; absent: none
     * @param files files to add or replace, text by path; null removes one
     * @param comment what its author says of it
     */
    record NewDraft(
            @Nullable Integer from,
            @Nullable Map<String, @Nullable String> files,
            @Nullable String comment) {}

    /**
     * A step with a comment.
     *
     * @param comment what the caller says of it
     */
    record Comment(@Nullable String comment) {}

    /**
     * A step with a reason.
     *
     * @param reason why
     */
    record Reason(@Nullable String reason) {}

    /**
     * A version to be retired.
     *
     * @param reason why
     * @param leaveNoneActive that it is meant, if the version is in force, that none is after it
     */
    record Retirement(@Nullable String reason, @Nullable Boolean leaveNoneActive) {}

    /**
     * A version to be brought into force.
     *
     * @param effectiveFrom when; absent: as soon as it can be
     * @param expiresAt when it ends by itself; absent: it does not
     * @param reason why
     * @param breakGlass that it is an emergency: without approval, and for a short time
     */
    record NewActivation(
            @Nullable Instant effectiveFrom,
            @Nullable Instant expiresAt,
            @Nullable String reason,
            @Nullable Boolean breakGlass) {}

    /**
     * A version to go back to.
     *
     * @param version its number; absent: the one before the one in force
     * @param effectiveFrom when; absent: as soon as it can be
     * @param reason why
     */
    record Rollback(
            @Nullable Integer version,
            @Nullable Instant effectiveFrom,
            @Nullable String reason) {}

    /**
     * Teams to limit a rule set to.
     *
     * @param teams their names; none lifts the limit
     * @param reason why
     */
    record NewTeams(@Nullable Set<String> teams, @Nullable String reason) {}
}
