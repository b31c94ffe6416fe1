package org.plimsoll.ruleset;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.lifecycle.Effect;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.lifecycle.Timeline;
import org.plimsoll.security.Caller;

/** Records in the audit trail what happens by the clock: versions that come into force, are superseded, expire. */
@Singleton
final class ClockEvents {
    private final AuditLog audit;
    private final RuleSetRepository repository;
    private final ActivationRepository activations;
    private final Set<String> recorded = new HashSet<>();
    private final Set<String> caughtUp = new HashSet<>();

    ClockEvents(AuditLog audit, RuleSetRepository repository, ActivationRepository activations) {
        this.audit = audit;
        this.repository = repository;
        this.activations = activations;
    }

    /** What has happened may have been missed: the next time, all of the past is gone through. */
    void catchUp() {
        caughtUp.clear();
    }

    /** Whether anything can be recorded now; what cannot be is recorded when it can. */
    boolean canRecord() {
        return audit.isWritable();
    }

    /** Records what has happened until now and has not been recorded, by this server or another. */
    void record(Map<String, Timeline> timelines, Instant now) {
        timelines.forEach((ruleSet, timeline) -> {
            List<Timeline.Span> spans = caughtUp.contains(ruleSet)
                    ? timeline.spans()
                    : activations.timeline(ruleSet).spans();
            for (Timeline.Span span : spans) {
                if (!span.from().isAfter(now)) {
                    record(ruleSet, span, Step.TAKE_EFFECT, span.from(), Effect.IN_FORCE);
                }
                Instant until = span.until();
                if (until != null && !until.isAfter(now)) {
                    boolean ranOut = until.equals(span.entry().until());
                    record(
                            ruleSet,
                            span,
                            ranOut ? Step.EXPIRE : Step.SUPERSEDE,
                            until,
                            ranOut ? Effect.RAN_OUT : Effect.OVER);
                }
            }
            caughtUp.add(ruleSet);
        });
    }

    private void record(String ruleSet, Timeline.Span span, Step step, Instant at, Effect effect) {
        Integer version = span.entry().version();
        String once = step + " " + span.entry().sequence() + " " + at.toEpochMilli();
        if (version == null || recorded.contains(once)) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .run(() -> repository
                        .version(ruleSet, version)
                        .ifPresent(found -> audit.done(AuditEntry.of(Caller.SERVER, step.name(), ruleSet, version)
                                .content(span.entry().contentHash())
                                .states(
                                        step == Step.TAKE_EFFECT ? State.SCHEDULED.name() : State.ACTIVE.name(),
                                        State.of(found.stage(), effect).name())
                                .onceAt(at, once))));
        recorded.add(once);
    }
}
