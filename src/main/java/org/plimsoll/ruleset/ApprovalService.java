package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.lifecycle.FourEyes;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.security.Caller;

/** Proposes versions, takes proposals back, approves and rejects them. */
@ApplicationScoped
class ApprovalService {
    private final RuleSetRepository repository;
    private final ProposalRepository proposals;
    private final ActivationRepository activations;
    private final ActivationTimes times;
    private final Standing standing;
    private final Writers writers;
    private final GateKeeper gates;
    private final TeamService teams;
    private final AuditLog audit;

    ApprovalService(
            RuleSetRepository repository,
            ProposalRepository proposals,
            ActivationRepository activations,
            ActivationTimes times,
            Standing standing,
            Writers writers,
            GateKeeper gates,
            TeamService teams,
            AuditLog audit) {
        this.repository = repository;
        this.proposals = proposals;
        this.activations = activations;
        this.times = times;
        this.standing = standing;
        this.writers = writers;
        this.gates = gates;
        this.teams = teams;
        this.audit = audit;
    }

    /**
     * A vote, or another step on a version.
     *
     * @param ruleSet name of the rule set
     * @param number number of the version
     * @param ifMatch the content the caller has seen; null when they did not say
     * @param reason comment or reason; null when none
     * @param caller who takes the step
     */
    record Request(
            String ruleSet,
            int number,
            @Nullable String ifMatch,
            @Nullable String reason,
            Caller caller) {}

    /** Fixes the content of a checked version and asks for approval. */
    RuleSetVersion propose(Request request) {
        return step(Step.PROPOSE, request, version -> {
            ContentMatch.require(version, request.ifMatch());
            String comment = Reasons.required("comment", request.reason());
            if (!gates.isReported(version)) {
                throw RuleSetConflict.checkAgain(version);
            }
            List<String> unmet = gates.unmet(version);
            if (!unmet.isEmpty()) {
                throw RuleSetUnprocessable.gatesNotMet(version, unmet);
            }
            int approvals = gates.approvals(version);
            proposals.add(version, approvals, request.caller().name(), comment);
            return new After(
                    repository.stage(version, approvals == 0 ? Stage.APPROVED : Stage.PROPOSED),
                    LifeQueries.needs(approvals));
        });
    }

    /** Takes a proposal back; what was voted on it counts no more. */
    RuleSetVersion withdraw(Request request) {
        return step(Step.WITHDRAW, request, version -> {
            Reasons.required("reason", request.reason());
            if (activations.everTouched(version.key())) {
                throw RuleSetConflict.wasActivated(version);
            }
            return new After(repository.stage(version, Stage.DRAFT), null);
        });
    }

    /** One more person agrees to exactly this content. */
    RuleSetVersion approve(Request request) {
        return step(Step.APPROVE, request, version -> {
            Proposal proposal = openProposal(version, Step.APPROVE);
            mustBeAnother(version, proposal, request.caller());
            ContentMatch.require(version, request.ifMatch());
            String comment = Reasons.required("comment", request.reason());
            proposals.vote(proposal, true, request.caller().name(), comment);
            boolean enough = proposal.approvals() + 1 >= proposal.approvalsNeeded();
            return new After(enough ? repository.stage(version, Stage.APPROVED) : version, null);
        });
    }

    /** Refuses a version. If one person brought it into force in an emergency, that ends. */
    RuleSetVersion reject(Request request) {
        return step(Step.REJECT, request, version -> {
            State state = standing.of(version);
            if (version.stage() == Stage.APPROVED && state != State.APPROVED) {
                throw RuleSetConflict.tooLateToReject(version, state);
            }
            Optional<Proposal> proposal = proposals.latest(version.ruleSet(), version.number());
            if (proposal.isEmpty()) {
                throw RuleSetConflict.wrongState(version, state, Step.REJECT);
            }
            if (version.stage() == Stage.PROPOSED) {
                mustBeAnother(version, proposal.get(), request.caller());
            }
            ContentMatch.require(version, request.ifMatch());
            String reason = Reasons.required("reason", request.reason());
            if (!proposal.get().voters().contains(request.caller().name())) {
                proposals.vote(proposal.get(), false, request.caller().name(), reason);
            }
            String ended = endAll(version, request.caller(), reason);
            return new After(repository.stage(version, Stage.REJECTED), ended);
        });
    }

    /** Tells which activations it ended and when; null when none. */
    private @Nullable String endAll(RuleSetVersion version, Caller caller, String reason) {
        activations.lock();
        Instant now = activations.now();
        Instant end = ActivationTimes.wholeMillis(now.plus(times.lead()));
        List<Activation> open = activations.all(version.ruleSet()).stream()
                .filter(activation -> Integer.valueOf(version.number()).equals(activation.version()))
                .filter(activation -> activation.end() == null)
                .filter(activation ->
                        activation.until() == null || activation.until().isAfter(end))
                .toList();
        open.forEach(activation -> activations.end(activation, end, caller.name(), reason));
        return open.isEmpty()
                ? null
                : open.stream()
                        .map(activation -> LifeQueries.ends(activation.sequence(), end))
                        .collect(Collectors.joining("; "));
    }

    private Proposal openProposal(RuleSetVersion version, Step step) {
        return proposals
                .latest(version.ruleSet(), version.number())
                .filter(proposal -> version.stage() == Stage.PROPOSED)
                .filter(proposal -> proposal.contentHash().equals(version.contentHash()))
                .orElseThrow(() -> RuleSetConflict.wrongState(version, State.APPROVED, step));
    }

    private void mustBeAnother(RuleSetVersion version, Proposal proposal, Caller caller) {
        FourEyes.bars(caller.name(), writers.of(version), proposal.by(), proposal.voters())
                .ifPresent(part -> {
                    throw RuleSetForbidden.fourEyes(caller, part);
                });
    }

    /** A version after a step, and what else its event tells. */
    private record After(RuleSetVersion version, @Nullable String detail) {}

    private RuleSetVersion step(Step step, Request request, Function<RuleSetVersion, After> change) {
        AuditEntry attempt = AuditEntry.of(request.caller(), step.name(), request.ruleSet(), request.number())
                .because(request.reason());
        return audit.attemptInTransaction(attempt, () -> {
            teams.mustAdmit(request.ruleSet(), request.caller());
            repository.lockKnown(request.ruleSet());
            RuleSetVersion before = repository
                    .version(request.ruleSet(), request.number())
                    .orElseThrow(() -> RuleSetNotFound.version(request.ruleSet(), request.number()));
            State state = standing.allowing(step, before);
            After after = change.apply(before);
            audit.done(attempt.content(after.version().contentHash())
                    .states(state.name(), standing.of(after.version()).name())
                    .detail(after.detail()));
            return after.version();
        });
    }
}
