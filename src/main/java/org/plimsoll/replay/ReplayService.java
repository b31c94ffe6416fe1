package org.plimsoll.replay;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.decisionlog.Payload;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.replay.core.EngineVersions;
import org.plimsoll.replay.core.RecordedBytes;
import org.plimsoll.replay.core.RecordedDecision;
import org.plimsoll.replay.core.Replay;
import org.plimsoll.replay.core.ReplayReport;
import org.plimsoll.ruleset.RecordedRuleSets;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.ruleset.VersionUnusable;
import org.plimsoll.wire.ProblemDetail;

/** Replays decisions of the log, a few at a time, so that evaluations have the processors. Writes nothing. */
@Singleton
public final class ReplayService {
    private static final int AT_ONCE = 4;

    private final DecisionLog log;
    private final RecordedRuleSets ruleSets;
    private final EngineVersions present;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ReplayService(DecisionLog log, RecordedRuleSets ruleSets, BuildInfo build) {
        this.log = log;
        this.ruleSets = ruleSets;
        this.present = new EngineVersions(build.version(), build.droolsVersion(), build.javaVersion());
    }

    /**
     * Replays a decision with the rule files that made it, whatever state their version is in now.
     *
     * @throws org.plimsoll.decisionlog.DecisionNotFound when there is none of this id
     * @throws org.plimsoll.decisionlog.DecisionLogUnavailable when the log cannot be read
     * @throws ReplaysBusy when as many are under way as may be
     */
    ReplayReport replay(UUID id) {
        if (!places.tryAcquire()) {
            throw new ReplaysBusy();
        }
        try {
            return replay(recorded(log.find(id).decision()));
        } finally {
            places.release();
        }
    }

    private ReplayReport replay(RecordedDecision decision) {
        RuleSetIdentity version = decision.ruleSet();
        try (RuleSetLease rules = ruleSets.load(version.name(), version.version(), version.contentHash())) {
            return Replay.of(decision, rules.compiled(), present);
        } catch (VersionUnusable unusable) {
            return Replay.withoutRules(decision, refused(unusable.toDetail()), present);
        }
    }

    private static ReplayReport.Refused refused(ProblemDetail problem) {
        List<ReplayReport.Wrong> errors = problem.errors().stream()
                .map(error -> new ReplayReport.Wrong(
                        error.code(),
                        error.file() + ":" + error.line() + ":" + error.column() + ": " + error.message(),
                        null))
                .toList();
        return new ReplayReport.Refused(problem.code(), problem.detail(), errors);
    }

    /** What a replay needs of a record of the log. */
    static RecordedDecision recorded(DecisionRecord decision) {
        return new RecordedDecision(
                decision.id().toString(),
                new RuleSetIdentity(
                        decision.ruleSet().name(),
                        decision.ruleSet().version(),
                        decision.ruleSet().contentHash()),
                decision.evaluatedAt(),
                new EngineVersions(
                        decision.engine().build(),
                        decision.engine().drools(),
                        decision.engine().java()),
                present(decision.request()),
                bytes(decision.shared()),
                present(decision.result()),
                bytes(decision.firings()));
    }

    private static @Nullable RecordedBytes bytes(@Nullable Payload payload) {
        return payload == null ? null : present(payload);
    }

    private static RecordedBytes present(Payload payload) {
        return new RecordedBytes(payload.bytes(), payload.sha256());
    }
}
