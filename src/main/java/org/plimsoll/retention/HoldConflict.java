package org.plimsoll.retention;

import java.util.UUID;
import org.plimsoll.platform.ProblemException;

/** What was asked for does not fit the holds there are. Nothing was changed. */
final class HoldConflict extends ProblemException {
    private static final long serialVersionUID = 1L;

    private HoldConflict(String code, String detail) {
        super(409, code, detail);
    }

    static HoldConflict released(UUID id) {
        return new HoldConflict("HOLD_RELEASED", "The hold " + id + " was released before. Place another if need be.");
    }

    static HoldConflict tooMany(int most) {
        return new HoldConflict(
                "TOO_MANY",
                "There are " + most + " open holds, which is as many as may be. Release some first, or place one with a"
                        + " longer period in place of several.");
    }
}
