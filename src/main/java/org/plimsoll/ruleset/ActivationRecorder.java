package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.lifecycle.Effect;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.lifecycle.Timeline;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.security.Caller;
import org.plimsoll.security.Roles;

/** Records activations, in a transaction that nobody else's can come between. */
@ApplicationScoped
@Transactional
class ActivationRecorder {
    private final RuleSetRepository repository;
    private final ActivationRepository activations;
    private final ProposalRepository proposals;
    private final ActivationTimes times;
    private final Standing standing;
    private final GateKeeper gates;
    private final TeamService teams;
    private final AuditLog audit;
    private final Duration breakGlassTime;

    ActivationRecorder(
            RuleSetRepository repository,
            ActivationRepository activations,
            ProposalRepository proposals,
            ActivationTimes times,
            Standing standing,
            GateKeeper gates,
            TeamService teams,
            AuditLog audit,
            PlimsollConfig config) {
        this.repository = repository;
        this.activations = activations;
        this.proposals = proposals;
        this.times = times;
        this.standing = standing;
        this.gates = gates;
        this.teams = teams;
        this.audit = audit;
        this.breakGlassTime = config.rules().breakGlassTime();
    }

    /** The version that was in force before the one that is. */
    int versionBefore(String ruleSet, Caller caller) {
        requireRuleSet(ruleSet);
        teams.mustAdmit(ruleSet, caller);
        Instant now = activations.now();
        List<Activation> all = activations.all(ruleSet);
        Set<Long> rollbacks = all.stream()
                .filter(activation -> activation.kind() == Activation.Kind.ROLLBACK)
                .map(Activation::sequence)
                .collect(Collectors.toSet());
        Timeline timeline = Timeline.of(all.stream().map(Activation::entry).toList());
        Integer current = timeline.versionAt(now).orElse(null);
        return timeline.trail(now, rollbacks::contains).stream()
                .filter(version -> !version.equals(current) && mayReturn(ruleSet, version))
                .findFirst()
                .orElseThrow(() -> RuleSetConflict.noEarlierVersion(ruleSet));
    }

    private boolean mayReturn(String ruleSet, int number) {
        return repository
                .version(ruleSet, number)
                .filter(version -> version.stage() == Stage.APPROVED)
                .isPresent();
    }

    /** Whether a version may be activated as asked for, as things are now: refuses it if not. */
    RuleSetVersion examine(ActivationService.Request request) {
        requireRuleSet(request.ruleSet());
        teams.mustAdmit(request.ruleSet(), request.caller());
        int number = request.version() == null ? 0 : request.version();
        RuleSetVersion version = version(request.ruleSet(), number);
        standing.allowing(request.step(), version);
        if (request.kind() != Activation.Kind.BREAK_GLASS && version.stage() != Stage.APPROVED) {
            // In force, or about to be, by an emergency: that is no approval.
            throw RuleSetConflict.notApproved(version);
        }
        if (request.kind() == Activation.Kind.ROLLBACK && !wasInForce(version)) {
            throw RuleSetConflict.neverInForce(version);
        }
        if (request.ifMatch() != null) {
            ContentMatch.require(version, request.ifMatch());
        }
        Reasons.required("reason", request.reason());
        if (request.kind() == Activation.Kind.BREAK_GLASS) {
            mustBeReviewed(request.ruleSet());
            if (!gates.isReported(version)) {
                throw RuleSetConflict.checkAgain(version);
            }
        }
        return version;
    }

    private boolean wasInForce(RuleSetVersion version) {
        Instant now = activations.now();
        return activations.timeline(version.ruleSet()).spans().stream()
                .anyMatch(span ->
                        Integer.valueOf(version.number()).equals(span.entry().version())
                                && !span.from().isAfter(now));
    }

    /** Records an activation, after having examined it again. */
    Activation record(ActivationService.Request request) {
        repository.lockKnown(request.ruleSet());
        RuleSetVersion version = examine(request);
        State before = standing.of(version);
        String reason = Reasons.required("reason", request.reason());
        if (request.kind() == Activation.Kind.BREAK_GLASS && version.stage() == Stage.CHECKED) {
            proposals.add(version, gates.approvals(version), request.caller().name(), reason);
            version = repository.stage(version, Stage.PROPOSED);
        }
        activations.lock();
        Instant from = from(request);
        Activation activation = activations.add(new ActivationRepository.NewActivation(
                version.ruleSet(),
                version.number(),
                version.contentHash(),
                request.kind(),
                from,
                expiresAt(request, from),
                request.caller().name(),
                reason));
        audit.done(AuditEntry.of(request.caller(), request.step().name(), version.ruleSet(), version.number())
                .content(version.contentHash())
                .states(before.name(), standing.of(version).name())
                .because(reason)
                .detail(activation.told()));
        return activation;
    }

    private Instant from(ActivationService.Request request) {
        Instant earliest = times.earliest(request.ruleSet());
        Instant wanted = request.from();
        if (wanted == null) {
            return earliest;
        }
        if (!ActivationTimes.wholeMillis(wanted).equals(wanted)) {
            throw RuleSetUnprocessable.notWholeMillis("effectiveFrom");
        }
        if (wanted.isBefore(earliest)) {
            throw RuleSetUnprocessable.tooSoon(wanted, earliest, times.lead());
        }
        if (times.isTaken(request.ruleSet(), wanted)) {
            throw RuleSetConflict.instantTaken(request.ruleSet(), wanted);
        }
        return wanted;
    }

    private @Nullable Instant expiresAt(ActivationService.Request request, Instant from) {
        Instant latest = request.kind() == Activation.Kind.BREAK_GLASS ? from.plus(breakGlassTime) : null;
        Instant wanted = request.expiresAt();
        if (wanted == null) {
            return latest;
        }
        if (!ActivationTimes.wholeMillis(wanted).equals(wanted)) {
            throw RuleSetUnprocessable.notWholeMillis("expiresAt");
        }
        if (!wanted.isAfter(from)) {
            throw RuleSetUnprocessable.expiry("It would expire at " + wanted + ", before it begins at " + from + ".");
        }
        if (latest != null && wanted.isAfter(latest)) {
            throw RuleSetUnprocessable.expiry("Without approval, a version is in force for at most "
                    + breakGlassTime.toMinutes() + " minutes: until " + latest + ".");
        }
        return wanted;
    }

    private void mustBeReviewed(String ruleSet) {
        activations.all(ruleSet).stream()
                .filter(activation -> activation.kind() == Activation.Kind.BREAK_GLASS)
                .map(Activation::version)
                .filter(number -> number != null && version(ruleSet, number).stage() == Stage.PROPOSED)
                .findFirst()
                .ifPresent(number -> {
                    throw RuleSetConflict.notReviewed(ruleSet, number);
                });
    }

    /** Calls a planned activation off. */
    Activation cancel(String ruleSet, long sequence, @Nullable String reason, Caller caller) {
        requireRuleSet(ruleSet);
        teams.mustAdmit(ruleSet, caller);
        repository.lockKnown(ruleSet);
        Activation planned =
                activations.find(ruleSet, sequence).orElseThrow(() -> RuleSetNotFound.activation(ruleSet, sequence));
        String why = Reasons.required("reason", reason);
        activations.lock();
        Instant now = activations.now();
        // Servers that have not heard of it by then will not have begun it either.
        if (planned.end() != null || planned.from().isBefore(now.plus(times.lead()))) {
            throw RuleSetConflict.notPlanned(sequence);
        }
        activations.end(planned, planned.from(), caller.name(), why);
        Integer number = planned.version();
        audit.done(AuditEntry.of(caller, Step.CANCEL.name(), ruleSet, number)
                .content(planned.contentHash())
                .states(
                        State.SCHEDULED.name(),
                        number == null
                                ? null
                                : standing.of(version(ruleSet, number)).name())
                .because(why)
                .detail(LifeQueries.ends(sequence, planned.from())));
        return activations.find(ruleSet, sequence).orElseThrow();
    }

    /** Puts a version that is not in force out of use for good. */
    RuleSetVersion retire(ApprovalService.Request request) {
        requireRuleSet(request.ruleSet());
        teams.mustAdmit(request.ruleSet(), request.caller());
        repository.lockKnown(request.ruleSet());
        RuleSetVersion version = version(request.ruleSet(), request.number());
        State before = standing.allowing(Step.RETIRE, version);
        boolean activator = request.caller().has(Roles.ACTIVATOR);
        if (!activator && before != State.DRAFT && before != State.CHECKED) {
            throw RuleSetForbidden.notADraft(version);
        }
        if (version.stage() == Stage.PROPOSED) {
            // In force by an emergency, which an approver must look at before it can be put away.
            throw RuleSetConflict.wrongState(version, State.PROPOSED, Step.RETIRE);
        }
        String reason = Reasons.required("reason", request.reason());
        activations.lock();
        if (before != State.ACTIVE && mayComeBack(version)) {
            throw RuleSetConflict.mayComeBack(version);
        }
        if (before == State.ACTIVE) {
            throw RuleSetConflict.leavesNoneActive(version);
        }
        RuleSetVersion after = repository.stage(version, Stage.RETIRED);
        audit.done(AuditEntry.of(request.caller(), Step.RETIRE.name(), version.ruleSet(), version.number())
                .content(version.contentHash())
                .states(before.name(), State.RETIRED.name())
                .because(reason));
        return after;
    }

    /** Whether it would be in force again, were what was activated since to end or to be called off. */
    private boolean mayComeBack(RuleSetVersion version) {
        Instant now = activations.now();
        List<Activation> open = activations.all(version.ruleSet()).stream()
                .filter(activation -> activation.until() == null
                        || (activation.until().isAfter(now)
                                && activation.until().isAfter(activation.from())))
                .toList();
        // Nothing ends an activation that has begun and does not expire, so that nothing before it comes back.
        Instant floor = open.stream()
                .filter(activation -> activation.until() == null)
                .map(Activation::from)
                .filter(from -> !from.isAfter(now))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return open.stream()
                .anyMatch(activation -> Integer.valueOf(version.number()).equals(activation.version())
                        && !activation.from().isBefore(floor));
    }

    /** Plans that none is in force after a version that is; null when it is not. */
    @Nullable
    Activation leaveNoneActive(ApprovalService.Request request) {
        requireRuleSet(request.ruleSet());
        teams.mustAdmit(request.ruleSet(), request.caller());
        repository.lockKnown(request.ruleSet());
        RuleSetVersion version = version(request.ruleSet(), request.number());
        if (standing.of(version) != State.ACTIVE || version.stage() != Stage.APPROVED) {
            return null;
        }
        if (!request.caller().has(Roles.ACTIVATOR)) {
            throw RuleSetForbidden.notADraft(version);
        }
        String reason = Reasons.required("reason", request.reason());
        activations.lock();
        Instant now = activations.now();
        Predicate<Timeline.Span> planned =
                span -> Integer.valueOf(version.number()).equals(span.entry().version())
                        && span.from().isAfter(now);
        if (activations.timeline(version.ruleSet()).spans().stream().anyMatch(planned)) {
            throw RuleSetConflict.wrongState(version, State.of(version.stage(), Effect.PLANNED), Step.RETIRE);
        }
        Activation none = activations.add(new ActivationRepository.NewActivation(
                version.ruleSet(),
                null,
                null,
                Activation.Kind.NONE,
                times.earliest(version.ruleSet()),
                null,
                request.caller().name(),
                reason));
        audit.done(AuditEntry.of(request.caller(), "LEAVE_NONE_ACTIVE", version.ruleSet(), version.number())
                .content(version.contentHash())
                .because(reason)
                .detail(none.told()));
        return none;
    }

    /** Whether a version is in force, by the database's clock. */
    boolean isActive(String ruleSet, int number) {
        return standing.of(version(ruleSet, number)) == State.ACTIVE;
    }

    private RuleSetVersion version(String ruleSet, int number) {
        return repository.version(ruleSet, number).orElseThrow(() -> RuleSetNotFound.version(ruleSet, number));
    }

    private void requireRuleSet(String ruleSet) {
        if (!repository.exists(ruleSet)) {
            throw RuleSetNotFound.ruleSet(ruleSet);
        }
    }
}
