package org.plimsoll.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Submission;

/**
 * A request to evaluate one portfolio.
 *
 * @param requestId the caller's name for the request, echoed; null when none was given
 * @param ruleSet name of the rule set
 * @param version version to evaluate with; null for the active one
 * @param asOf instant whose active version to evaluate with; null for now. At most one of {@code version} and
 *     {@code asOf} is given
 * @param explain how much of the reasoning to answer with
 * @param record whether the decision is to be recorded; false for an author's dry run
 * @param submission what to evaluate
 */
public record EvaluationRequest(
        @Nullable String requestId,
        String ruleSet,
        @Nullable Integer version,
        @Nullable Instant asOf,
        Explain explain,
        boolean record,
        Submission submission) {}
