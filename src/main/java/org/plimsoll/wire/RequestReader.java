package org.plimsoll.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Submission;

/**
 * Reads requests: UTF-8 JSON of the documented shape and nothing else. Immutable; may be used by many threads at once.
 *
 * <p>Decimals may be texts or numbers and are exact. A field that is null counts as absent. Whether values agree with one
 * another (an instrument that is not described, a price that is missing) is not looked at here.
 */
public final class RequestReader {
    static final Fields REQUEST_FIELDS = Fields.required("ruleSet", "portfolio")
            .optional("requestId", "version", "asOf", "explain", "record", "evaluatedAt", "instruments", "market");
    static final Fields SUBMISSION_FIELDS =
            Fields.required("portfolio").optional("evaluatedAt", "instruments", "market");
    static final Fields HEADER_FIELDS = Fields.required("ruleSet")
            .optional("version", "asOf", "explain", "record", "evaluatedAt", "instruments", "market");
    static final Fields LINE_FIELDS = Fields.required("portfolio").optional("requestId");
    private static final Codes<Explain> EXPLAIN = Codes.lowerCaseOf(Explain.class);

    private final RequestLimits limits;

    public RequestReader(RequestLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a request to evaluate one portfolio.
     *
     * @param body its bytes
     * @param now evaluation time of a request that states none
     * @throws MalformedRequest when it is not JSON of the documented shape
     * @throws LimitExceeded when a list is longer than its limit
     * @throws org.plimsoll.portfolio.Refusal when a value means nothing
     */
    public EvaluationRequest read(byte[] body, Instant now) {
        return parts(body, REQUEST_FIELDS).request(now);
    }

    /**
     * Reads what is to be evaluated without saying by which rule set: {@code portfolio}, {@code instruments}, {@code
     * market} and {@code evaluatedAt}.
     *
     * @throws MalformedRequest like {@link #read}
     * @throws LimitExceeded like {@link #read}
     * @throws org.plimsoll.portfolio.Refusal like {@link #read}
     */
    public Submission readSubmission(byte[] body, Instant now) {
        return parts(body, SUBMISSION_FIELDS).submission(now);
    }

    /**
     * Reads the first line of a batch: a request without {@code requestId} and {@code portfolio}.
     *
     * @throws MalformedRequest like {@link #read}
     * @throws LimitExceeded like {@link #read}
     * @throws org.plimsoll.portfolio.Refusal like {@link #read}
     */
    public BatchHeader readBatchHeader(byte[] line, Instant now) {
        return parts(line, HEADER_FIELDS).header(now);
    }

    /**
     * Reads another line of a batch: {@code portfolio}, and {@code requestId} when there is one.
     *
     * @throws MalformedRequest like {@link #read}
     * @throws LimitExceeded like {@link #read}
     * @throws org.plimsoll.portfolio.Refusal like {@link #read}
     */
    public BatchLine readBatchLine(byte[] line) {
        Parts parts = parts(line, LINE_FIELDS);
        return new BatchLine(parts.requestId, present(parts.portfolio));
    }

    private Parts parts(byte[] body, Fields fields) {
        JsonSource source = JsonSource.open(body, limits);
        Parts parts = new Parts(source);
        parts.readAll(JsonObject.open(source, fields));
        source.close();
        return parts;
    }

    /** A required field's value: its absence is a problem, and problems end the reading before it is asked for. */
    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a required field is absent without a problem");
        }
        return value;
    }

    /** The fields of a request as they come. */
    private static final class Parts {
        private final JsonSource source;
        private @Nullable String requestId;
        private @Nullable String ruleSet;
        private @Nullable Integer version;
        private @Nullable Instant asOf;
        private @Nullable Explain explain;
        private @Nullable Boolean record;
        private @Nullable Instant evaluatedAt;
        private @Nullable Portfolio portfolio;
        private List<Instrument> instruments = List.of();
        private @Nullable MarketData market;

        private Parts(JsonSource source) {
            this.source = source;
        }

        private void readAll(@Nullable JsonObject object) {
            if (object == null) {
                return;
            }
            while (object.next()) {
                readField(object.field());
            }
            object.requireFields();
            if (version != null && asOf != null) {
                source.refused("CONFLICTING_FIELDS", "Give 'version' or 'asOf', not both.", "/asOf");
            }
        }

        private void readField(String field) {
            switch (field) {
                case "requestId" -> requestId = source.readText();
                case "ruleSet" -> ruleSet = source.readText();
                case "version" -> version = source.readInteger(1);
                case "asOf" -> asOf = source.readInstant();
                case "explain" -> explain = source.readCode(EXPLAIN);
                case "record" -> record = source.readBoolean();
                case "evaluatedAt" -> evaluatedAt = source.readInstant();
                case "portfolio" -> portfolio = new PortfolioReader(source).read();
                case "instruments" ->
                    instruments = source.readList(source.limits().instruments(), () -> InstrumentReader.read(source));
                case "market" -> market = new MarketReader(source).read();
                default -> throw new IllegalStateException(field);
            }
        }

        private EvaluationRequest request(Instant now) {
            return new EvaluationRequest(
                    requestId, present(ruleSet), version, asOf, explain(), record(), submission(now));
        }

        private BatchHeader header(Instant now) {
            Instant time = evaluatedAt == null ? now : evaluatedAt;
            return new BatchHeader(
                    present(ruleSet), version, asOf, explain(), record(), time, instruments, market(time));
        }

        private Submission submission(Instant now) {
            Instant time = evaluatedAt == null ? now : evaluatedAt;
            return new Submission(present(portfolio), instruments, market(time), time);
        }

        private Explain explain() {
            return explain == null ? Explain.RULES : explain;
        }

        private boolean record() {
            return record == null || record;
        }

        private MarketData market(Instant time) {
            return market == null ? new MarketData(time, List.of(), List.of()) : market;
        }
    }
}
