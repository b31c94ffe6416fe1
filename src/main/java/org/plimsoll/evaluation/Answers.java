package org.plimsoll.evaluation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.risk.CheckedSubmission;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.security.Roles;
import org.plimsoll.wire.AnswerHead;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;
import org.plimsoll.wire.FieldMask;

/** What single evaluations and batches answer and record alike. */
@Singleton
final class Answers {
    private static final String DIRECT = "drools-direct";
    private static final String SESSION = "drools-session";

    private final MeterRegistry meters;
    private final SessionComparison comparison;
    private final FieldMask masking;
    private final DecisionRecord.Engine engine;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    Answers(MeterRegistry meters, SessionComparison comparison, FieldMask masking, BuildInfo build) {
        this.masking = masking;
        this.meters = meters;
        this.comparison = comparison;
        this.engine = new DecisionRecord.Engine(build.version(), build.droolsVersion(), build.javaVersion());
    }

    /** Refuses an author a recorded decision. */
    void mustBeAllowed(boolean recorded, DecisionRecord.Caller caller) {
        if (recorded
                && !caller.roles().contains(Roles.EVALUATOR)
                && !caller.roles().contains(Roles.ADMIN)) {
            throw new RecordNotAllowed();
        }
    }

    /**
     * Now, to the microsecond, which is how fine the log keeps times: the evaluation time of a request that states none must be
     * the recorded one when it is replayed.
     */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** What evaluates with a version. */
    static Evaluator evaluator(RuleSetLease version) {
        return new Evaluator(identity(version), version.compiled().terms(), version.compiled());
    }

    /** How the way in which rules are fired is named in decisions. */
    static String engine(boolean direct) {
        return direct ? DIRECT : SESSION;
    }

    /** How a version is named in decisions. */
    static RuleSetIdentity identity(RuleSetLease version) {
        return new RuleSetIdentity(version.name(), version.version(), version.contentHash());
    }

    /** Checks and evaluates under a clock, by rule set and status. */
    Decision evaluate(RuleSetLease version, Evaluator evaluator, Supplier<CheckedSubmission> submission) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "refused";
        try {
            Decision decision = decide(version, evaluator, submission.get());
            outcome = decision.status();
            return decision;
        } finally {
            sample.stop(timers.computeIfAbsent(new Outcome(version.name(), outcome), this::timer));
        }
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("plimsoll.evaluation")
                .description("time from a read request to a decision")
                .tag("ruleset", outcome.ruleSet())
                .tag("status", outcome.status())
                .register(meters);
    }

    /** What evaluations are timed by: a handful for each rule set. */
    private record Outcome(String ruleSet, String status) {}

    private Decision decide(RuleSetLease version, Evaluator evaluator, CheckedSubmission submission) {
        try {
            Decision decision = evaluator.evaluate(submission);
            comparison.consider(version, submission, decision);
            return decision;
        } catch (Refusal refusal) {
            comparison.consider(version, submission, refusal);
            throw refusal;
        }
    }

    /**
     * The answer to a request.
     *
     * @param decidedAt wall clock of the decision
     * @param id id of its record; null for a dry run
     */
    Answer answer(
            RuleSetLease version,
            Decision decision,
            @Nullable String requestId,
            Explain explain,
            Instant decidedAt,
            @Nullable UUID id) {
        byte[] result = DecisionWriter.result(decision, explain);
        String way = engine(version.compiled().sessionReasons().isEmpty());
        AnswerHead head = new AnswerHead(id == null ? null : id.toString(), requestId, decidedAt, way, engine.build());
        return new Answer(id, requestId, decidedAt, result, DecisionWriter.answer(head, result));
    }

    /** The record of a recorded answer. */
    DecisionRecord record(
            Answer answer, Decision decision, Payload request, DecisionRecord.Caller caller, Instant receivedAt) {
        if (answer.id() == null) {
            throw new IllegalArgumentException("a dry run has no record");
        }
        return new DecisionRecord(
                answer.id(),
                answer.requestId(),
                receivedAt,
                answer.decidedAt(),
                masking.isOn()
                        ? new DecisionRecord.Caller(masking.caller(answer.id(), caller.name()), caller.roles())
                        : caller,
                new DecisionRecord.RuleSetIdentity(
                        decision.ruleSet().name(),
                        decision.ruleSet().version(),
                        decision.ruleSet().contentHash()),
                decision.evaluatedAt(),
                subject(decision),
                request,
                Payload.of(answer.result()),
                engine,
                Payload.of(DecisionWriter.firings(decision)),
                List.of());
    }

    private static DecisionRecord.Subject subject(Decision decision) {
        DecisionRecord.@Nullable Amount largest = decision.actions().stream()
                .flatMap(action -> Stream.ofNullable(action.details().get("amount")))
                .map(BigDecimal.class::cast)
                .max(Comparator.naturalOrder())
                .map(amount -> new DecisionRecord.Amount(amount, decision.baseCurrency()))
                .orElse(null);
        return new DecisionRecord.Subject(
                decision.status(),
                decision.account(),
                decision.portfolio(),
                decision.actions().stream()
                        .map(Decision.Required::type)
                        .distinct()
                        .toList(),
                largest,
                decision.firings().stream()
                        .map(firing -> firing.rule().name())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /**
     * An answer.
     *
     * @param id id of its record; null for a dry run
     * @param requestId the caller's name for the request
     * @param decidedAt wall clock of the decision
     * @param result the part that follows from the submission and the version alone
     * @param bytes all of it
     */
    record Answer(@Nullable UUID id, @Nullable String requestId, Instant decidedAt, byte[] result, byte[] bytes) {}
}
