package org.plimsoll.wire;

import org.jspecify.annotations.Nullable;

/**
 * What tells a decision from every other, to cite in a dispute.
 *
 * @param decisionId identifier of the recorded decision; null for one that was not recorded
 * @param requestSha256 SHA-256 of the request as it was sent, of a batch its line, in hexadecimal digits
 * @param sharedSha256 SHA-256 of the first line of its batch; null outside a batch
 * @param resultSha256 SHA-256 of the result as it was answered, in hexadecimal digits
 */
public record DecisionSeal(
        @Nullable String decisionId,
        String requestSha256,
        @Nullable String sharedSha256,
        String resultSha256) {}
