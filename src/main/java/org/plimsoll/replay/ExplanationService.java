package org.plimsoll.replay;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.ExplanationUnavailable;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.why.ExplainedDecision;
import org.plimsoll.engine.why.ExplainedDecision.Question;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.replay.core.Rebuilt;
import org.plimsoll.replay.core.RecordedBytes;
import org.plimsoll.replay.core.RecordedDecision;
import org.plimsoll.replay.core.Replay;
import org.plimsoll.ruleset.RecordedRuleSets;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.wire.DecisionSeal;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.LimitExceeded;
import org.plimsoll.wire.MalformedRequest;

/** Explains decisions of the log, a few at a time, so that evaluations have the processors. Writes nothing. */
@Singleton
public final class ExplanationService {
    private static final int AT_ONCE = 2;

    private final DecisionLog log;
    private final RecordedRuleSets ruleSets;
    private final RuleSetCompiler compiler = new RuleSetCompiler(EngineLimits.DEFAULT.withCompilations(1));
    private final Semaphore places = new Semaphore(AT_ONCE);

    ExplanationService(DecisionLog log, RecordedRuleSets ruleSets) {
        this.log = log;
        this.ruleSets = ruleSets;
    }

    /** A way to write an explanation down. */
    interface Rendering {
        byte[] of(DecisionSeal seal, ExplainedDecision explained, List<WhyNot> whyNot);
    }

    /**
     * Explains a decision, and answers a question about it.
     *
     * @throws org.plimsoll.decisionlog.DecisionNotFound when there is none of this id
     * @throws org.plimsoll.decisionlog.DecisionLogUnavailable when the log cannot be read
     * @throws ReplaysBusy when as many are under way as may be
     * @throws ExplanationDiffers when the decision cannot be made again as it was recorded
     * @throws QuestionRefused when the rule, the action or the subject that is asked about is not there
     * @throws ExplanationsUnavailable when what the question needs cannot be compiled in time
     */
    byte[] explain(UUID id, Question question, Rendering rendering) {
        if (!places.tryAcquire()) {
            throw new ReplaysBusy();
        }
        try {
            DecisionRecord found = log.find(id).decision();
            RecordedDecision recorded = ReplayService.recorded(found);
            mustBeIntact(recorded);
            try (RuleSetLease rules = ruleSets.load(
                    recorded.ruleSet().name(),
                    recorded.ruleSet().version(),
                    recorded.ruleSet().contentHash())) {
                ExplainedDecision explained = explained(recorded, rules.compiled());
                return rendering.of(seal(recorded), explained, answers(explained, question));
            }
        } finally {
            places.release();
        }
    }

    private static void mustBeIntact(RecordedDecision recorded) {
        boolean isIntact = recorded.request().isIntact()
                && recorded.result().isIntact()
                && (recorded.shared() == null || recorded.shared().isIntact());
        if (!isIntact) {
            throw new ExplanationDiffers("its record no longer has the digests that were recorded with it.");
        }
    }

    private ExplainedDecision explained(RecordedDecision recorded, CompiledRuleSet rules) {
        if (!rules.contentHash().equals(recorded.ruleSet().contentHash())) {
            throw new ExplanationDiffers("the files of its rule set are not those that decided.");
        }
        try {
            Rebuilt asked = Rebuilt.of(recorded);
            Decision decision = Replay.decide(recorded, asked, rules);
            byte[] result = DecisionWriter.result(decision, asked.explain());
            if (!Arrays.equals(result, recorded.result().bytes())) {
                throw new ExplanationDiffers("this server decides otherwise.");
            }
            return ExplainedDecision.of(compiler, rules, asked.submission(), decision);
        } catch (MalformedRequest | LimitExceeded e) {
            throw new ExplanationDiffers("its request is not read any more.");
        } catch (Refusal e) {
            throw new ExplanationDiffers(
                    "it is refused now: " + e.problems().get(0).message());
        }
    }

    private static List<WhyNot> answers(ExplainedDecision explained, Question question) {
        try {
            return explained.whyNot(question);
        } catch (Refusal e) {
            throw new QuestionRefused(e);
        } catch (ExplanationUnavailable e) {
            throw new ExplanationsUnavailable(e);
        }
    }

    private static DecisionSeal seal(RecordedDecision recorded) {
        @Nullable RecordedBytes shared = recorded.shared();
        return new DecisionSeal(
                recorded.id(),
                recorded.request().sha256(),
                shared == null ? null : shared.sha256(),
                recorded.result().sha256());
    }
}
