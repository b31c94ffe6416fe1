package org.plimsoll.retention;

import org.plimsoll.platform.ProblemException;

/** A period that cannot be held. */
final class HoldPeriodRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    HoldPeriodRefused() {
        super(
                422,
                "HOLD_PERIOD_REFUSED",
                "A hold has a period: 'from', and 'to' after it unless it has no end, in the years 2000 to 2199 and in whole"
                        + " milliseconds.");
    }
}
