package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import org.plimsoll.ledger.RuleHistory;

/** Rows of versions, their revisions, proposals, votes, activations and teams, for whoever verifies the log. */
@Singleton
public final class LifeRows implements RuleHistory {
    @Override
    public Comparison begin() {
        return new LifeComparison();
    }
}
