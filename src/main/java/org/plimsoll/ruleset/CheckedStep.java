package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.security.Caller;

/** A draft becomes a checked version as soon as it was checked and tested and meets all gates. */
@ApplicationScoped
@Transactional
class CheckedStep {
    private final RuleSetRepository repository;
    private final GateKeeper gates;
    private final AuditLog audit;

    CheckedStep(RuleSetRepository repository, GateKeeper gates, AuditLog audit) {
        this.repository = repository;
        this.gates = gates;
        this.audit = audit;
    }

    /** Takes the step if it can be taken, and if the files are still those that were looked at. */
    void consider(String ruleSet, int number, String contentHash, Caller caller) {
        repository.lockKnown(ruleSet);
        RuleSetVersion version = repository.version(ruleSet, number).orElse(null);
        if (version != null
                && version.stage() == Stage.DRAFT
                && version.contentHash().equals(contentHash)
                && gates.unmet(version).isEmpty()) {
            repository.stage(version, Stage.CHECKED);
            audit.done(AuditEntry.of(caller, Step.CHECK.name(), ruleSet, number)
                    .content(contentHash)
                    .states(State.DRAFT.name(), State.CHECKED.name()));
        }
    }
}
