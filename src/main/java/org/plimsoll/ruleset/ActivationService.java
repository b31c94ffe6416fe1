package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.security.Caller;

/**
 * Brings versions into force: has them ready first, on this server and the others, then records the activation, then waits
 * until it has begun if that is soon.
 */
@Singleton
final class ActivationService {
    private static final Logger LOG = Logger.getLogger(ActivationService.class);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final ActivationRecorder recorder;
    private final VersionCompiler compiler;
    private final ActivationRepository activations;
    private final NodeRepository nodes;
    private final PreparedVersions prepared;
    private final ActivationWatch watch;
    private final AuditLog audit;
    private final Duration prepareWait;
    private final Duration lead;

    ActivationService(
            ActivationRecorder recorder,
            VersionCompiler compiler,
            ActivationRepository activations,
            NodeRepository nodes,
            PreparedVersions prepared,
            ActivationWatch watch,
            AuditLog audit,
            PlimsollConfig config) {
        this.recorder = recorder;
        this.compiler = compiler;
        this.activations = activations;
        this.nodes = nodes;
        this.prepared = prepared;
        this.watch = watch;
        this.audit = audit;
        this.prepareWait = config.rules().prepareWait();
        this.lead = config.rules().activationLead();
    }

    /**
     * What is to come into force.
     *
     * @param ruleSet name of the rule set
     * @param version number of the version; null: the one before the one in force
     * @param kind why
     * @param from when; null: as soon as it can be
     * @param expiresAt when it ends by itself; null when it does not
     * @param ifMatch the content the caller has seen; null when they did not say
     * @param reason why
     * @param caller who asks for it
     */
    record Request(
            String ruleSet,
            @Nullable Integer version,
            Activation.Kind kind,
            @Nullable Instant from,
            @Nullable Instant expiresAt,
            @Nullable String ifMatch,
            @Nullable String reason,
            Caller caller) {
        Step step() {
            return kind == Activation.Kind.BREAK_GLASS ? Step.BREAK_GLASS : Step.ACTIVATE;
        }

        Request of(int number) {
            return new Request(ruleSet, number, kind, from, expiresAt, ifMatch, reason, caller);
        }
    }

    /** Brings a version into force, now or at a set time. */
    Activation activate(Request request) {
        AuditEntry attempt = AuditEntry.of(
                        request.caller(), request.step().name(), request.ruleSet(), request.version())
                .because(request.reason());
        Activation activation = audit.attempt(attempt, () -> {
            Request known = request.version() == null
                    ? request.of(recorder.versionBefore(request.ruleSet(), request.caller()))
                    : request;
            // What cannot be activated is told so before anything is compiled for it.
            RuleSetVersion version = recorder.examine(known);
            haveReady(version, known.from());
            return recorder.record(known);
        });
        awaitBeginning(activation);
        return activation;
    }

    /** Calls a planned activation off. */
    Activation cancel(String ruleSet, long sequence, @Nullable String reason, Caller caller) {
        AuditEntry attempt =
                AuditEntry.of(caller, Step.CANCEL.name(), ruleSet, null).because(reason);
        return audit.attempt(attempt, () -> recorder.cancel(ruleSet, sequence, reason, caller));
    }

    /** Puts a version out of use for good. */
    RuleSetVersion retire(ApprovalService.Request request, boolean leaveNoneActive) {
        AuditEntry attempt = AuditEntry.of(request.caller(), Step.RETIRE.name(), request.ruleSet(), request.number())
                .because(request.reason());
        return audit.attempt(attempt, () -> {
            Activation none = leaveNoneActive ? recorder.leaveNoneActive(request) : null;
            if (none != null) {
                // Until then it decides, and is not retired.
                awaitBeginning(none);
                await(lead.multipliedBy(3), () -> !recorder.isActive(request.ruleSet(), request.number()));
            }
            return recorder.retire(request);
        });
    }

    private void haveReady(RuleSetVersion version, @Nullable Instant from) {
        VersionContent content = VersionContent.of(version);
        try {
            prepared.prepare(content).get(prepareWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("Version %d of rule set %s is not ready: %s", content.number(), content.ruleSet(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Preparation failure = prepared.failure(content);
        if (failure != null) {
            throw RuleSetUnprocessable.unusable(version, failure);
        }
        mustPassItsCases(version, content);
        activations.requestPreparation(version.key());
        if (from == null || from.isBefore(Instant.now().plus(prepareWait))) {
            await(prepareWait, () -> othersAreReady(nodes.live(content)));
        }
    }

    /** They may have passed under another build of the server, and not under this one. */
    private void mustPassItsCases(RuleSetVersion version, VersionContent content) {
        LoadedRuleSet loaded = prepared.hold(content);
        if (loaded == null) {
            throw RuleSetUnprocessable.unusable(
                    version, Preparation.failed("this server could not get it ready in time", List.of()));
        }
        try {
            List<Diagnostic> objections = compiler.objections(loaded.compiled());
            if (!objections.isEmpty()) {
                throw RuleSetUnprocessable.unusable(version, Preparation.failed("its own checks fail", objections));
            }
        } finally {
            loaded.letGo();
        }
    }

    private static boolean othersAreReady(List<NodeRepository.Node> live) {
        return live.stream().allMatch(node -> node.ready() || node.failed());
    }

    /** The caller may count on it when this returns, unless it is planned for later. */
    private void awaitBeginning(Activation activation) {
        if (activation.from().isBefore(Instant.now().plus(lead.multipliedBy(2)))) {
            await(lead.multipliedBy(3), () -> watch.isPast(activation.from()));
        }
    }

    private static void await(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
