package org.plimsoll.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says besides the decision: what differs between two evaluations of the same submission.
 *
 * @param decisionId identifier of the recorded decision; null for one that was not recorded
 * @param requestId the caller's name for the request; null when none was given
 * @param decidedAt wall clock of the decision
 * @param engineName name of the engine that fired the rules
 * @param engineVersion its version
 */
public record AnswerHead(
        @Nullable String decisionId,
        @Nullable String requestId,
        Instant decidedAt,
        String engineName,
        String engineVersion) {}
