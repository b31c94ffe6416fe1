package org.plimsoll.decisionlog;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.plimsoll.platform.ProblemException;

/**
 * Decisions of the month that an id is of have expired. Whether there was one of this id is not known any more: its id went
 * with it.
 */
public final class DecisionExpired extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** Begins the name under which it is recorded, once, that the decisions of a month have expired; the month follows. */
    public static final String NAME = "EXPIRE decisions ";

    DecisionExpired(UUID id, YearMonth month, Instant at) {
        super(
                410,
                "DECISION_EXPIRED",
                "Decisions of " + month + " expired on " + at + ". If there was a decision " + id
                        + ", its leaf hash is all that is kept of it.");
    }
}
