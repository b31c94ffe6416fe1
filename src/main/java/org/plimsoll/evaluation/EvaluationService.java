package org.plimsoll.evaluation;

import io.quarkus.runtime.BlockingOperationControl;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.engine.CompiledRuleSet;
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
    private final Pace pace;
    private final ExecutorService workers;
    private final int longestBody;

    EvaluationService(
            Versions versions,
            DecisionLog log,
            Answers answers,
            FieldMask masking,
            Pace pace,
            ExecutorService workers,
            PlimsollConfig config) {
        this.versions = versions;
        this.log = log;
        this.answers = answers;
        this.masking = masking;
        this.pace = pace;
        this.workers = workers;
        this.longestBody = (int) config.evaluation().longestBody().asLongValue();
    }

    /**
     * Evaluates the portfolio of a request: here, where that is quick or nobody else waits for this thread, or else on a thread
     * of its own.
     *
     * @param body a body that has come, in memory; or one that is still coming
     * @return the answer, as soon as its record, unless the request asked for none, is durable; no thread waits for it
     */
    CompletionStage<byte[]> evaluate(InputStream body, DecisionRecord.Caller caller) {
        boolean mayWait = BlockingOperationControl.isBlockingAllowed();
        if (!mayWait && !(body instanceof ByteArrayInputStream)) {
            return elsewhere(() -> evaluate(body, caller));
        }
        Instant receivedAt = Answers.now();
        byte[] bytes = read(body);
        EvaluationRequest request = reader.read(bytes, receivedAt);
        answers.mustBeAllowed(request.record(), caller);
        if (request.record()) {
            log.mustBeWritable();
        }
        Received received = new Received(request, bytes, caller, receivedAt);
        return mayWait ? evaluate(received, version(received)) : evaluateWithoutWaiting(received);
    }

    private CompletionStage<byte[]> evaluateWithoutWaiting(Received received) {
        EvaluationRequest request = received.request();
        boolean inForce = request.version() == null && request.asOf() == null;
        RuleSetLease version = inForce ? versions.atOnce(request.ruleSet(), received.caller()) : null;
        if (version == null) {
            return elsewhere(() -> evaluate(received, version(received)));
        }
        return isQuick(version, received) ? evaluate(received, version) : elsewhere(() -> evaluate(received, version));
    }

    /**
     * Whether quick evaluations of others tell that this one is: not where strategies are searched for, rules take a session, or
     * options are valued at the returns of the past, which a short request can make a matter of seconds.
     */
    private boolean isQuick(RuleSetLease version, Received received) {
        CompiledRuleSet rules = version.compiled();
        return pace.isQuick(received.kind(version))
                && !rules.knowsStrategies()
                && rules.sessionReasons().isEmpty()
                && received.request().submission().market().returnHistories().isEmpty();
    }

    private CompletionStage<byte[]> elsewhere(Supplier<CompletionStage<byte[]>> evaluation) {
        return CompletableFuture.supplyAsync(evaluation, workers).thenCompose(Function.identity());
    }

    private RuleSetLease version(Received received) {
        EvaluationRequest request = received.request();
        return versions.find(request.ruleSet(), request.version(), request.asOf(), request.record(), received.caller());
    }

    private CompletionStage<byte[]> evaluate(Received received, RuleSetLease version) {
        Pace.Kind kind = received.kind(version);
        long start = System.nanoTime();
        try (version) {
            CompletionStage<byte[]> answer = received.request().record() && masking.isOn()
                    ? masked(received, version)
                    : evaluate(received, version, null);
            pace.took(kind, System.nanoTime() - start);
            return answer;
        } catch (RuntimeException | Error e) {
            pace.refused(kind, System.nanoTime() - start);
            throw e;
        }
    }

    private CompletionStage<byte[]> masked(Received received, RuleSetLease version) {
        UUID id = DecisionLog.idAt(Instant.now());
        FieldMask.Masked masked = masking.mask(received.bytes(), id);
        EvaluationRequest request = reader.read(masked.request(), received.at());
        return evaluate(new Received(request, masked.request(), received.caller(), received.at()), version, id)
                .thenApply(masked::restore);
    }

    /** Evaluates what was read; with the id it was masked for, if it was. */
    private CompletionStage<byte[]> evaluate(Received received, RuleSetLease version, @Nullable UUID masked) {
        EvaluationRequest request = received.request();
        Decision decision = answers.evaluate(
                version, Answers.evaluator(version), () -> SubmissionCheck.check(request.submission()));
        Instant decidedAt = Instant.now();
        @Nullable UUID id = masked != null ? masked : request.record() ? DecisionLog.idAt(decidedAt) : null;
        Answers.Answer answer =
                answers.answer(version, decision, request.requestId(), request.explain(), decidedAt, id);
        return id == null
                ? CompletableFuture.completedFuture(answer.bytes())
                : log.append(answers.record(
                                answer, decision, Payload.of(received.bytes()), received.caller(), received.at()))
                        .thenApply(durable -> answer.bytes());
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

    /** What came: a request, its bytes, from whom and when. */
    private record Received(EvaluationRequest request, byte[] bytes, DecisionRecord.Caller caller, Instant at) {
        Pace.Kind kind(RuleSetLease version) {
            return Pace.Kind.of(version.contentHash(), request.explain(), bytes.length);
        }
    }
}
