package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.plimsoll.platform.PlimsollConfig;

/** Instants at which something may come into force: whole milliseconds, far enough ahead, no two activations at once. */
@Singleton
final class ActivationTimes {
    private final ActivationRepository activations;
    private final Duration lead;

    ActivationTimes(ActivationRepository activations, PlimsollConfig config) {
        this.activations = activations;
        this.lead = config.rules().activationLead();
    }

    /** How far ahead an activation is announced. */
    Duration lead() {
        return lead;
    }

    /** The earliest instant at which something may come into force that is recorded now. The caller holds the lock. */
    Instant earliest(String ruleSet) {
        return free(ruleSet, activations.now().plus(lead));
    }

    /** The first instant from this one on at which nothing else of the rule set begins. */
    Instant free(String ruleSet, Instant from) {
        Instant instant = wholeMillis(from);
        while (isTaken(ruleSet, instant)) {
            instant = instant.plusMillis(1);
        }
        return instant;
    }

    /** Whether an activation that has not been called off begins at an instant. */
    boolean isTaken(String ruleSet, Instant instant) {
        return activations.all(ruleSet).stream()
                .filter(activation ->
                        activation.until() == null || activation.until().isAfter(activation.from()))
                .anyMatch(activation -> activation.from().equals(instant));
    }

    /** The same instant, or the next whole millisecond. */
    static Instant wholeMillis(Instant instant) {
        Instant down = instant.truncatedTo(ChronoUnit.MILLIS);
        return down.equals(instant) ? down : down.plusMillis(1);
    }
}
