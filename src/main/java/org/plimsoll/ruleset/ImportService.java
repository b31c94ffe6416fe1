package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.lifecycle.State;
import org.plimsoll.security.Caller;

/** Makes the content of a trusted folder the version in force. */
@ApplicationScoped
@Transactional
class ImportService {
    private static final String SOURCE = "folder";
    private static final String REASON = "imported from its folder";

    private final RuleSetRepository repository;
    private final ActivationRepository activations;
    private final ActivationTimes times;
    private final AuditLog audit;

    ImportService(
            RuleSetRepository repository, ActivationRepository activations, ActivationTimes times, AuditLog audit) {
        this.repository = repository;
        this.activations = activations;
        this.times = times;
        this.audit = audit;
    }

    /** Whether a folder is as it was when it was last imported: what people did to the rule set since then stays. */
    boolean isUnchanged(RuleSetFiles files) {
        List<Activation> imports = activations.all(files.name()).stream()
                .filter(activation -> activation.kind() == Activation.Kind.IMPORT)
                .toList();
        return !imports.isEmpty()
                && files.contentHash().equals(imports.get(imports.size() - 1).contentHash());
    }

    /** Keeps files as an approved version and brings it into force. */
    Activation bringIntoForce(RuleSetFiles files, Consumer<RuleSetVersion> whenKept) {
        repository.lock(files.name());
        RuleSetVersion version = repository.versionsWithHash(files.name(), files.contentHash()).stream()
                .filter(same -> same.stage() == Stage.APPROVED)
                .findFirst()
                .orElseGet(() -> add(files));
        whenKept.accept(version);
        activations.lock();
        boolean first = activations.all(version.ruleSet()).isEmpty();
        Instant from = first ? times.free(version.ruleSet(), activations.now()) : times.earliest(version.ruleSet());
        Activation activation = activations.add(new ActivationRepository.NewActivation(
                version.ruleSet(),
                version.number(),
                version.contentHash(),
                Activation.Kind.IMPORT,
                from,
                null,
                Caller.SERVER.name(),
                REASON));
        audit.done(AuditEntry.of(Caller.SERVER, "ACTIVATE", version.ruleSet(), version.number())
                .content(version.contentHash())
                .states(State.APPROVED.name(), State.SCHEDULED.name())
                .because(REASON)
                .detail(activation.told()));
        return activation;
    }

    private RuleSetVersion add(RuleSetFiles files) {
        RuleSetVersion added = repository.add(new RuleSetRepository.NewVersion(
                files, Stage.APPROVED, SOURCE, null, null, REASON, Caller.SERVER.name()));
        audit.done(AuditEntry.of(Caller.SERVER, "IMPORT", added.ruleSet(), added.number())
                .content(added.contentHash())
                .states(null, State.APPROVED.name())
                .because(REASON)
                .detail(LifeQueries.told(null, SOURCE)));
        return added;
    }
}
