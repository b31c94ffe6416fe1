package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.plimsoll.lifecycle.Lifecycle;
import org.plimsoll.lifecycle.State;
import org.plimsoll.lifecycle.Step;
import org.plimsoll.lifecycle.Timeline;

/** Where versions are in their lives at this moment, by the database's clock. */
@ApplicationScoped
@Transactional
class Standing {
    private final ActivationRepository activations;

    Standing(ActivationRepository activations) {
        this.activations = activations;
    }

    State of(RuleSetVersion version) {
        return of(version, activations.timeline(version.ruleSet()));
    }

    State of(RuleSetVersion version, Timeline timeline) {
        return State.of(version.stage(), timeline.effect(version.number(), activations.now()));
    }

    /**
     * The state of a version in which a step may be taken.
     *
     * @throws RuleSetConflict when it may not
     */
    State allowing(Step step, RuleSetVersion version) {
        State state = of(version);
        if (!Lifecycle.allows(state, step)) {
            throw RuleSetConflict.wrongState(version, state, step);
        }
        return state;
    }
}
