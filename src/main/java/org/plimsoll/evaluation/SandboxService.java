package org.plimsoll.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.platform.JsonBodies;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.risk.SubmissionCheck;
import org.plimsoll.ruleset.Bases;
import org.plimsoll.ruleset.RuleSetService;
import org.plimsoll.security.Caller;
import org.plimsoll.wire.AnswerHead;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/**
 * Tries rule files that nobody has saved: compiles them, evaluates one portfolio, and forgets both. Its limits are tighter
 * than those of versions, and it takes few at a time, for what it is sent nobody has looked at.
 */
@Singleton
final class SandboxService {
    private static final int LONGEST_BODY = 4 << 20;
    private static final int AT_ONCE = 2;
    private static final String SUBMISSION = "/submission";

    /** 100 files of half a megabyte, 1,000 rules, 20 seconds to compile; 2,000 facts and two seconds a call. */
    static final EngineLimits LIMITS = new EngineLimits(
            100,
            512 << 10,
            2 << 20,
            1_000,
            1_000,
            100,
            Duration.ofSeconds(20),
            AT_ONCE,
            2_000,
            20_000,
            10_000_000,
            200_000,
            Duration.ofSeconds(2));

    private final RuleSetService ruleSets;
    private final Bases bases;
    private final BuildInfo build;
    private final RequestReader reader = new RequestReader(RequestLimits.DEFAULT);
    private final RuleSetCompiler compiler = new RuleSetCompiler(LIMITS);
    private final Semaphore places = new Semaphore(AT_ONCE);

    SandboxService(RuleSetService ruleSets, Bases bases, BuildInfo build) {
        this.ruleSets = ruleSets;
        this.bases = bases;
        this.build = build;
    }

    /**
     * Evaluates a portfolio with files as they are sent.
     *
     * @throws RulesRefused when the files do not make a rule set
     * @throws SandboxBusy when too many try theirs already
     * @throws Refusal when the portfolio cannot be evaluated
     */
    byte[] evaluate(InputStream body, Caller caller) {
        SandboxRequest request = JsonBodies.read(body, SandboxRequest.class, LONGEST_BODY);
        Explain explain = explain(request.explain());
        Submission submission = submission(request.submission());
        RuleSetFiles files = files(request, caller);
        if (!places.tryAcquire()) {
            throw new SandboxBusy();
        }
        try {
            return evaluate(files, submission, explain);
        } finally {
            places.release();
        }
    }

    private byte[] evaluate(RuleSetFiles files, Submission submission, Explain explain) {
        CompileResult result = compiler.compile(files);
        CompiledRuleSet compiled = result.compiled();
        if (compiled == null) {
            throw new RulesRefused(result.diagnostics());
        }
        try (compiled) {
            RuleSetIdentity identity = new RuleSetIdentity(compiled.name(), 0, compiled.contentHash());
            Decision decision =
                    new Evaluator(identity, compiled.terms(), compiled).evaluate(SubmissionCheck.check(submission));
            AnswerHead head = new AnswerHead(
                    null,
                    null,
                    Instant.now(),
                    Answers.engine(compiled.sessionReasons().isEmpty()),
                    build.version());
            return DecisionWriter.answer(head, DecisionWriter.result(decision, explain));
        }
    }

    private RuleSetFiles files(SandboxRequest request, Caller caller) {
        if (request.ruleSet() == null || request.ruleSet().isBlank()) {
            throw missing("/ruleSet", "ruleSet");
        }
        RuleSetFiles before = request.from() == null
                ? new RuleSetFiles(request.ruleSet(), new TreeMap<>())
                : ruleSets.files(request.ruleSet(), request.from(), caller);
        RuleSetFiles files = before;
        Map<String, @Nullable String> changes = request.files() == null ? Map.of() : request.files();
        for (Map.Entry<String, @Nullable String> change : changes.entrySet()) {
            String text = change.getValue();
            files = text == null
                    ? files.without(change.getKey())
                    : files.with(change.getKey(), text.getBytes(StandardCharsets.UTF_8));
        }
        return bases.completed(files, before, caller);
    }

    private Submission submission(@Nullable JsonNode submission) {
        if (submission == null || submission.isNull()) {
            throw missing(SUBMISSION, "submission");
        }
        try {
            return reader.readSubmission(JsonBodies.bytes(submission), Instant.now());
        } catch (MalformedRequest e) {
            throw new MalformedRequest(
                    e.problems().stream().map(SandboxService::within).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem within(Problem problem) {
        return new Problem(
                problem.code(),
                problem.message(),
                problem.pointer() == null ? SUBMISSION : SUBMISSION + problem.pointer());
    }

    private static Explain explain(@Nullable String text) {
        if (text == null) {
            return Explain.RULES;
        }
        for (Explain explain : Explain.values()) {
            if (explain.name().toLowerCase(Locale.ROOT).equals(text)) {
                return explain;
            }
        }
        throw new Refusal("UNKNOWN_CODE", "The codes of explain are none, rules and full.", "/explain");
    }

    private static MalformedRequest missing(String pointer, String field) {
        return new MalformedRequest(
                List.of(new Problem("MISSING_FIELD", "The field '" + field + "' is missing.", pointer)));
    }
}
