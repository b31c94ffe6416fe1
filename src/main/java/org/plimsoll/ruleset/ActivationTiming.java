package org.plimsoll.ruleset;

import java.time.Duration;
import org.plimsoll.platform.PlimsollConfig;

/**
 * How far ahead activations are announced, and how long a server may trust what it has read. The second is shorter than the
 * first, so that a server which has not read of an activation has stopped by the time it begins. What lies between bears the
 * difference of the servers' clocks.
 */
final class ActivationTiming {
    private static final int SHARE_FOR_CLOCKS = 10;
    private static final Duration ALONE = Duration.ofSeconds(30);

    private ActivationTiming() {}

    /**
     * How long a server may trust what it has read. Where no other server can change anything, it hears of every change from
     * itself, and only a server that is broken does not.
     */
    static Duration lease(PlimsollConfig config) {
        if (config.database().embedded()) {
            return ALONE;
        }
        Duration lead = config.rules().activationLead();
        Duration lease = lead.minus(lead.dividedBy(SHARE_FOR_CLOCKS));
        if (config.rules().pollInterval().multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "plimsoll.rules.activation-lead must be at least three times plimsoll.rules.poll-interval, or servers would"
                            + " lose touch between two readings");
        }
        return lease;
    }
}
