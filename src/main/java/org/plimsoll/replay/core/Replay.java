package org.plimsoll.replay.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.replay.core.ReplayReport.Outcome;
import org.plimsoll.replay.core.ReplayReport.Part;
import org.plimsoll.replay.core.ReplayReport.Refused;
import org.plimsoll.replay.core.ReplayReport.Wrong;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.ProblemDetail;

/**
 * Makes a recorded decision again, from the bytes of its request, and compares the bytes of result and fired rules with those
 * recorded. Reads no clock.
 */
public final class Replay {
    private Replay() {}

    /**
     * Replays a decision. A refusal is a difference, not a failure.
     *
     * @param rules the version that it names, as its files are now
     * @param present what replays
     */
    public static ReplayReport of(RecordedDecision recorded, CompiledRuleSet rules, EngineVersions present) {
        return report(recorded, attempt(recorded, rules), present);
    }

    /**
     * The report of a decision that cannot be made again, for want of rules.
     *
     * @param refused why there are none
     */
    public static ReplayReport withoutRules(RecordedDecision recorded, Refused refused, EngineVersions present) {
        return report(recorded, new Attempt(null, null, null, refused, null), present);
    }

    /**
     * Makes a recorded decision again.
     *
     * @param asked its request
     * @param rules what evaluates it
     * @throws Refusal when these rules refuse the portfolio
     */
    public static Decision decide(RecordedDecision recorded, Rebuilt asked, CompiledRuleSet rules) {
        RuleSetIdentity identity = new RuleSetIdentity(
                recorded.ruleSet().name(), recorded.ruleSet().version(), rules.contentHash());
        return new Evaluator(identity, rules.terms(), rules).evaluate(asked.submission());
    }

    private static Attempt attempt(RecordedDecision recorded, CompiledRuleSet rules) {
        String hash = rules.contentHash();
        Rebuilt asked = null;
        try {
            asked = Rebuilt.of(recorded);
            Decision decision = decide(recorded, asked, rules);
            return new Attempt(asked, hash, decision, null, DecisionWriter.result(decision, asked.explain()));
        } catch (MalformedRequest malformed) {
            return new Attempt(asked, hash, null, refused(ProblemDetail.of(malformed)), null);
        } catch (LimitExceeded exceeded) {
            return new Attempt(asked, hash, null, refused(ProblemDetail.of(exceeded)), null);
        } catch (Refusal refusal) {
            return new Attempt(asked, hash, null, refused(ProblemDetail.of(refusal)), null);
        }
    }

    private static Refused refused(ProblemDetail problem) {
        List<Wrong> errors = problem.errors().stream()
                .map(error -> new Wrong(error.code(), error.message(), error.pointer()))
                .toList();
        return new Refused(problem.code(), problem.detail(), errors);
    }

    private static ReplayReport report(RecordedDecision recorded, Attempt made, EngineVersions present) {
        Differences differences = new Differences();
        boolean isSame = compare(recorded, made, differences);
        byte[] result = made.result();
        return new ReplayReport(
                isSame ? Outcome.IDENTICAL : Outcome.DIFFERENT,
                recorded.id(),
                recorded.result().sha256(),
                result == null ? null : RecordedBytes.sha256(result),
                new ReplayReport.Engines(
                        engine(recorded.engine(), recorded.ruleSet().contentHash()),
                        engine(present, made.contentHash())),
                differences.kept(),
                differences.count(),
                made.refused(),
                Reasons.of(recorded, made, present, differences));
    }

    private static ReplayReport.Engine engine(EngineVersions versions, @Nullable String contentHash) {
        return new ReplayReport.Engine(versions.build(), versions.drools(), versions.java(), contentHash);
    }

    /** Compares the bytes, and those that differ value by value. */
    private static boolean compare(RecordedDecision recorded, Attempt made, Differences differences) {
        byte[] result = made.result();
        if (result == null || made.decision() == null) {
            return false;
        }
        boolean isSame = isSame(Part.RESULT, recorded.result(), result, differences);
        RecordedBytes firings = recorded.firings();
        return firings == null
                ? isSame
                : isSame(Part.FIRINGS, firings, DecisionWriter.firings(made.decision()), differences) && isSame;
    }

    /** Whether bytes are those that are kept, and those whose digest was recorded: both were there once, and may have been changed. */
    private static boolean isSame(Part part, RecordedBytes kept, byte[] replayed, Differences differences) {
        if (!Arrays.equals(kept.bytes(), replayed)) {
            differences.compare(part, kept.bytes(), replayed);
            return false;
        }
        return kept.isIntact();
    }
}
