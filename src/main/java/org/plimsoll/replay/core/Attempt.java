package org.plimsoll.replay.core;

import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;

/**
 * What making a decision again came to.
 *
 * @param asked the request as it was read; null when it could not be
 * @param contentHash identity of the rule files that evaluated; null when there were none
 * @param decision the decision; null when there is none
 * @param refused why there is none; null when there is one
 * @param result the decision's result as bytes; null when there is none
 */
record Attempt(
        @Nullable Rebuilt asked,
        @Nullable String contentHash,
        @Nullable Decision decision,
        ReplayReport.@Nullable Refused refused,
        byte @Nullable [] result) {}
