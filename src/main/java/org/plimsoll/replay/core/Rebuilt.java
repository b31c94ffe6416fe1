package org.plimsoll.replay.core;

import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.CheckedSubmission;
import org.plimsoll.risk.ReferenceData;
import org.plimsoll.risk.SubmissionCheck;
import org.plimsoll.wire.BatchHeader;
import org.plimsoll.wire.BatchLine;
import org.plimsoll.wire.EvaluationRequest;
import org.plimsoll.wire.Explain;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/**
 * What a recorded request asks for, read from its bytes again.
 *
 * @param ruleSet name of the rule set that it asks for
 * @param version number of the version that it asks for; null when it names none
 * @param explain how much of the reasoning its result carries
 * @param submission what is to be evaluated, at the recorded evaluation time when it states none
 */
public record Rebuilt(String ruleSet, @Nullable Integer version, Explain explain, CheckedSubmission submission) {
    private static final RequestReader READER = new RequestReader(RequestLimits.DEFAULT);

    /**
     * Reads the request of a recorded decision; that of a batch with the first line that it shares.
     *
     * @throws MalformedRequest when the bytes are no request
     * @throws LimitExceeded when a list is longer than it may be now
     * @throws Refusal when the request does not make sense
     */
    public static Rebuilt of(RecordedDecision recorded) {
        RecordedBytes shared = recorded.shared();
        if (shared == null) {
            EvaluationRequest request = READER.read(recorded.request().bytes(), recorded.evaluatedAt());
            return new Rebuilt(
                    request.ruleSet(),
                    request.version(),
                    request.explain(),
                    SubmissionCheck.check(request.submission()));
        }
        BatchHeader header = READER.readBatchHeader(shared.bytes(), recorded.evaluatedAt());
        BatchLine line = READER.readBatchLine(recorded.request().bytes());
        ReferenceData referenceData = ReferenceData.of(header.instruments(), header.market(), header.evaluatedAt());
        return new Rebuilt(
                header.ruleSet(),
                header.version(),
                header.explain(),
                SubmissionCheck.check(line.portfolio(), referenceData));
    }
}
