package org.plimsoll.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.ReferenceData;
import org.plimsoll.risk.SubmissionCheck;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.wire.BatchHeader;
import org.plimsoll.wire.BatchLine;
import org.plimsoll.wire.FieldMask;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.ProblemDetail;
import org.plimsoll.wire.RequestReader;

/**
 * One batch on its way: each line is answered in its turn, with a decision or a problem, and no line's problem is
 * another's. Decisions of a few lines share a commit; none is written out before its record is durable.
 */
final class Batch {
    private static final int LINES_OF_A_ROUND = 64;
    private static final byte[] NEWLINE = {'\n'};

    private final Shared shared;
    private final NdjsonLines lines;
    private final RequestReader reader;
    private final DecisionLog log;
    private final Answers answers;
    private final FieldMask masking;
    private final Evaluator evaluator;

    Batch(Shared shared, NdjsonLines lines, RequestReader reader, DecisionLog log, Answers answers, FieldMask masking) {
        this.masking = masking;
        this.shared = shared;
        this.lines = lines;
        this.reader = reader;
        this.log = log;
        this.answers = answers;
        this.evaluator = Answers.evaluator(shared.version());
    }

    /** Answers line by line until the batch ends, and lets go of the version. */
    void writeTo(OutputStream out) throws IOException {
        try (RuleSetLease version = shared.version()) {
            int portfolios = 0;
            boolean more = true;
            while (more) {
                List<Pending> round = new ArrayList<>(LINES_OF_A_ROUND);
                while (more && round.size() < LINES_OF_A_ROUND) {
                    NdjsonLines.@Nullable Line line = lines.next();
                    more = line != null && portfolios < shared.mostPortfolios();
                    if (line != null) {
                        round.add(more ? evaluate(line) : tooMany(line));
                    }
                    portfolios++;
                }
                for (Pending pending : round) {
                    out.write(pending.settled());
                    out.write(NEWLINE);
                }
                out.flush();
            }
        }
    }

    private Pending evaluate(NdjsonLines.Line line) {
        Instant receivedAt = Instant.now();
        @Nullable String requestId = null;
        try {
            if (line.tooLong()) {
                return problem(
                        line, null, ProblemDetail.of(413, "BODY_TOO_LARGE", "The line is too long", "Split it."));
            }
            BatchLine portfolio = reader.readBatchLine(line.bytes());
            requestId = portfolio.requestId();
            return shared.header().record() ? record(line, portfolio, receivedAt) : dryRun(portfolio);
        } catch (MalformedRequest malformed) {
            return problem(line, requestId, ProblemDetail.of(malformed));
        } catch (LimitExceeded exceeded) {
            return problem(line, requestId, ProblemDetail.of(exceeded));
        } catch (Refusal refusal) {
            return problem(line, requestId, ProblemDetail.of(refusal));
        }
    }

    private Pending dryRun(BatchLine portfolio) {
        Decision decision = decide(portfolio);
        Answers.Answer answer = answers.answer(
                shared.version(),
                decision,
                portfolio.requestId(),
                shared.header().explain(),
                Instant.now(),
                null);
        return new Pending(CompletableFuture.completedFuture(null), answer.bytes(), failure -> new byte[0]);
    }

    private Pending record(NdjsonLines.Line line, BatchLine read, Instant receivedAt) {
        @Nullable UUID maskedFor = masking.isOn() ? DecisionLog.idAt(Instant.now()) : null;
        FieldMask.@Nullable Masked masked = maskedFor == null ? null : masking.mask(line.bytes(), maskedFor);
        byte[] bytes = masked == null ? line.bytes() : masked.request();
        BatchLine portfolio = masked == null ? read : reader.readBatchLine(bytes);
        Decision decision = decide(portfolio);
        Instant decidedAt = Instant.now();
        UUID id = maskedFor == null ? DecisionLog.idAt(decidedAt) : maskedFor;
        Answers.Answer answer = answers.answer(
                shared.version(),
                decision,
                portfolio.requestId(),
                shared.header().explain(),
                decidedAt,
                id);
        DecisionRecord record = answers.record(answer, decision, Payload.of(bytes), shared.caller(), receivedAt)
                .sharing(shared.firstLine());
        return new Pending(
                log.append(record).toCompletableFuture(),
                masked == null ? answer.bytes() : masked.restore(answer.bytes()),
                failure -> problemLine(line, read.requestId(), unavailable(failure)));
    }

    private Decision decide(BatchLine portfolio) {
        return answers.evaluate(
                shared.version(),
                evaluator,
                () -> SubmissionCheck.check(portfolio.portfolio(), shared.referenceData()));
    }

    private Pending tooMany(NdjsonLines.Line line) {
        return problem(
                line,
                null,
                ProblemDetail.of(
                        413,
                        "BATCH_TOO_LONG",
                        "The batch is too long",
                        "A batch may have " + shared.mostPortfolios() + " portfolios; this line and those after it were"
                                + " not evaluated."));
    }

    private static ProblemDetail unavailable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof ProblemException known) {
            return known.toDetail();
        }
        throw new IllegalStateException(cause);
    }

    private static Pending problem(NdjsonLines.Line line, @Nullable String requestId, ProblemDetail problem) {
        return new Pending(
                CompletableFuture.completedFuture(null), problemLine(line, requestId, problem), failure -> new byte[0]);
    }

    private static byte[] problemLine(NdjsonLines.Line line, @Nullable String requestId, ProblemDetail problem) {
        return problem.toJsonLine(line.number(), requestId);
    }

    /**
     * What all portfolios of a batch share.
     *
     * @param header the first line
     * @param referenceData its instruments and market data, checked
     * @param version what evaluates them
     * @param caller who asked
     * @param firstLine the first line, kept once for the records of all
     * @param mostPortfolios portfolios allowed
     */
    record Shared(
            BatchHeader header,
            ReferenceData referenceData,
            RuleSetLease version,
            DecisionRecord.Caller caller,
            Payload firstLine,
            int mostPortfolios) {}

    /** A line's answer, to be written when its record is durable. */
    private record Pending(
            CompletableFuture<Void> durable, byte[] answer, java.util.function.Function<Throwable, byte[]> otherwise) {
        byte[] settled() {
            try {
                durable.join();
                return answer;
            } catch (CompletionException failure) {
                return otherwise.apply(failure);
            }
        }
    }
}
