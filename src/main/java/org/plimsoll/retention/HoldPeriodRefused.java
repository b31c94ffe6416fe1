package org.plimsoll.retention;

import java.util.List;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.wire.ProblemDetail;

/** A period that cannot be held. */
final class HoldPeriodRefused extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final String CODE = "HOLD_PERIOD_REFUSED";
    private static final String DETAIL = "A hold has a period: 'from', and 'to' after it unless it has no end, in the years 2000"
            + " to 2199 and in whole milliseconds.";

    HoldPeriodRefused() {
        super(
                422,
                CODE,
                DETAIL,
                List.of(new ProblemDetail.Error(CODE, DETAIL, "/from", null, 0, 0)),
                null,
                null);
    }
}
