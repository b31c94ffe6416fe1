package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.BodyTooLarge;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.ReferenceData;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.wire.BatchHeader;
import org.plimsoll.wire.FieldMask;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** Opens batches: many portfolios on the same rule set, instruments and market data. */
@Singleton
final class BatchService {
    private final RequestReader reader = new RequestReader(RequestLimits.DEFAULT);
    private final Versions versions;
    private final DecisionLog log;
    private final Answers answers;
    private final FieldMask masking;
    private final int longestLine;
    private final int mostPortfolios;

    BatchService(Versions versions, DecisionLog log, Answers answers, FieldMask masking, PlimsollConfig config) {
        this.versions = versions;
        this.log = log;
        this.answers = answers;
        this.masking = masking;
        this.longestLine = (int) config.evaluation().longestBody().asLongValue();
        this.mostPortfolios = config.evaluation().portfoliosPerBatch();
    }

    /** Reads the first line and finds the version, so that what is wrong with them is wrong with the whole request. */
    Batch open(InputStream body, DecisionRecord.Caller caller) {
        Instant receivedAt = Answers.now();
        NdjsonLines lines = new NdjsonLines(body, longestLine);
        NdjsonLines.Line first = firstOf(lines);
        if (first.tooLong()) {
            throw new BodyTooLarge(longestLine, "send fewer positions at a time");
        }
        BatchHeader header = reader.readBatchHeader(first.bytes(), receivedAt);
        answers.mustBeAllowed(header.record(), caller);
        if (header.record()) {
            log.mustBeWritable();
        }
        ReferenceData referenceData = ReferenceData.of(header.instruments(), header.market(), header.evaluatedAt());
        RuleSetLease version =
                versions.find(header.ruleSet(), header.version(), header.asOf(), header.record(), caller);
        return new Batch(
                new Batch.Shared(header, referenceData, version, caller, Payload.of(first.bytes()), mostPortfolios),
                lines,
                reader,
                log,
                answers,
                masking);
    }

    private static NdjsonLines.Line firstOf(NdjsonLines lines) {
        NdjsonLines.@Nullable Line first;
        try {
            first = lines.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (first == null) {
            throw new Refusal(
                    "BATCH_EMPTY",
                    "The first line of a batch names the rule set and what its portfolios share; there is none.",
                    null);
        }
        return first;
    }
}
