package org.plimsoll.replay.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleSetIdentity;

/**
 * What the log has of a decision, as far as a replay needs it.
 *
 * @param id id of the decision
 * @param ruleSet version it was made with
 * @param evaluatedAt instant it was made for: the evaluation time of a request that states none
 * @param engine what made it
 * @param request the request; of a batch, its line
 * @param shared first line of the batch; null outside one
 * @param result the result as it was answered
 * @param firings which rules fired on what; null when that was not kept
 */
public record RecordedDecision(
        String id,
        RuleSetIdentity ruleSet,
        Instant evaluatedAt,
        EngineVersions engine,
        RecordedBytes request,
        @Nullable RecordedBytes shared,
        RecordedBytes result,
        @Nullable RecordedBytes firings) {}
