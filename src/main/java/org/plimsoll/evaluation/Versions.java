package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.ruleset.ActiveRuleSets;
import org.plimsoll.ruleset.RuleSetLease;

/** Finds the version that a request asks for. */
@Singleton
final class Versions {
    private final ActiveRuleSets ruleSets;

    Versions(ActiveRuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    /** The version of that number, the one in force at that instant, or else the one in force. */
    RuleSetLease find(String ruleSet, @Nullable Integer version, @Nullable Instant asOf) {
        if (version != null) {
            return ruleSets.version(ruleSet, version);
        }
        return asOf == null ? ruleSets.active(ruleSet) : ruleSets.asOf(ruleSet, asOf);
    }
}
