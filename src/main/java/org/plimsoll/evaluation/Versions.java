package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decisionlog.DecisionRecord;
import org.plimsoll.ruleset.ActiveRuleSets;
import org.plimsoll.ruleset.RuleSetForbidden;
import org.plimsoll.ruleset.RuleSetLease;
import org.plimsoll.security.Caller;

/** Finds the version that a request asks for. */
@Singleton
final class Versions {
    private final ActiveRuleSets ruleSets;

    Versions(ActiveRuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    /**
     * The version of that number, the one in force at that instant, or else the one in force.
     *
     * @param recorded whether what is decided will be recorded
     * @throws RuleSetForbidden when the rule set is limited to teams, and none is the caller's
     */
    RuleSetLease find(
            String ruleSet,
            @Nullable Integer version,
            @Nullable Instant asOf,
            boolean recorded,
            DecisionRecord.Caller caller) {
        mustBeAdmitted(ruleSet, caller);
        if (version != null) {
            return ruleSets.version(ruleSet, version, recorded);
        }
        return asOf == null ? ruleSets.active(ruleSet) : ruleSets.asOf(ruleSet, asOf, recorded);
    }

    /**
     * The version in force, found without waiting for anything; null when {@link #find} is to be asked.
     *
     * @throws RuleSetForbidden when the rule set is limited to teams, and none is the caller's
     */
    @Nullable
    RuleSetLease atOnce(String ruleSet, DecisionRecord.Caller caller) {
        mustBeAdmitted(ruleSet, caller);
        return ruleSets.activeIfReady(ruleSet);
    }

    private void mustBeAdmitted(String ruleSet, DecisionRecord.Caller caller) {
        if (ruleSets.isLimited(ruleSet)) {
            ruleSets.mustAdmit(ruleSet, new Caller(caller.name(), caller.roles()));
        }
    }
}
