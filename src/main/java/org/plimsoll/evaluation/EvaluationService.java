package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.plimsoll.decision.Decision;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.BodyTooLarge;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.risk.SubmissionCheck;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.wire.EvaluationRequest;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** Evaluates one portfolio: reads it, decides, records the decision, answers. */
@Singleton
final class EvaluationService {
    private final RequestReader reader = new RequestReader(RequestLimits.DEFAULT);
    private final Versions versions;
    private final DecisionLog log;
    private final Answers answers;
    private final int longestBody;

    EvaluationService(Versions versions, DecisionLog log, Answers answers, PlimsollConfig config) {
        this.versions = versions;
        this.log = log;
        this.answers = answers;
        this.longestBody = (int) config.evaluation().longestBody().asLongValue();
    }

    /**
     * Evaluates the portfolio of a request.
     *
     * @return the answer; its record, unless the request asked for none, is durable
     */
    byte[] evaluate(InputStream body, DecisionRecord.Caller caller) {
        Instant receivedAt = Answers.now();
        byte[] bytes = read(body);
        EvaluationRequest request = reader.read(bytes, receivedAt);
        answers.mustBeAllowed(request.record(), caller);
        if (request.record()) {
            log.mustBeWritable();
        }
        try (RuleSetLease version =
                versions.find(request.ruleSet(), request.version(), request.asOf(), request.record(), caller)) {
            Decision decision = answers.evaluate(
                    version, Answers.evaluator(version), () -> SubmissionCheck.check(request.submission()));
            Answers.Answer answer =
                    answers.answer(version, decision, request.requestId(), request.explain(), request.record());
            if (request.record()) {
                log.append(answers.record(answer, decision, Payload.of(bytes), caller, receivedAt));
            }
            return answer.bytes();
        }
    }

    private byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(longestBody + 1);
            if (bytes.length > longestBody) {
                throw new BodyTooLarge(longestBody, "send fewer positions at a time");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
