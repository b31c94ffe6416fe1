package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.BodyTooLarge;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.risk.SubmissionCheck;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.wire.EvaluationRequest;
import org.plimsoll.wire.FieldMask;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** Evaluates one portfolio: reads it, decides, records the decision, answers. */
@Singleton
final class EvaluationService {
    private final RequestReader reader = new RequestReader(RequestLimits.DEFAULT);
    private final Versions versions;
    private final DecisionLog log;
    private final Answers answers;
    private final FieldMask masking;
    private final int longestBody;

    EvaluationService(Versions versions, DecisionLog log, Answers answers, FieldMask masking, PlimsollConfig config) {
        this.versions = versions;
        this.log = log;
        this.answers = answers;
        this.masking = masking;
        this.longestBody = (int) config.evaluation().longestBody().asLongValue();
    }

    /**
     * Evaluates the portfolio of a request.
     *
     * @return the answer, as soon as its record, unless the request asked for none, is durable; no thread waits for it
     */
    CompletionStage<byte[]> evaluate(InputStream body, DecisionRecord.Caller caller) {
        Instant receivedAt = Answers.now();
        byte[] bytes = read(body);
        EvaluationRequest request = reader.read(bytes, receivedAt);
        answers.mustBeAllowed(request.record(), caller);
        if (request.record()) {
            log.mustBeWritable();
        }
        if (request.record() && masking.isOn()) {
            UUID id = DecisionLog.idAt(Instant.now());
            FieldMask.Masked masked = masking.mask(bytes, id);
            return evaluate(reader.read(masked.request(), receivedAt), masked.request(), id, caller, receivedAt)
                    .thenApply(masked::restore);
        }
        return evaluate(request, bytes, null, caller, receivedAt);
    }

    /** Evaluates what was read; with the id it was masked for, if it was. */
    private CompletionStage<byte[]> evaluate(
            EvaluationRequest request,
            byte[] bytes,
            @Nullable UUID masked,
            DecisionRecord.Caller caller,
            Instant receivedAt) {
        try (RuleSetLease version =
                versions.find(request.ruleSet(), request.version(), request.asOf(), request.record(), caller)) {
            Decision decision = answers.evaluate(
                    version, Answers.evaluator(version), () -> SubmissionCheck.check(request.submission()));
            Instant decidedAt = Instant.now();
            @Nullable UUID id = masked != null ? masked : request.record() ? DecisionLog.idAt(decidedAt) : null;
            Answers.Answer answer =
                    answers.answer(version, decision, request.requestId(), request.explain(), decidedAt, id);
            return id == null
                    ? CompletableFuture.completedFuture(answer.bytes())
                    : log.append(answers.record(answer, decision, Payload.of(bytes), caller, receivedAt))
                            .thenApply(durable -> answer.bytes());
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
