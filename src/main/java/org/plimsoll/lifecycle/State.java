package org.plimsoll.lifecycle;

/** Where a version is in its life, as everybody sees it. */
public enum State {
    /** Being written. */
    DRAFT,
    /** Checked and tested; may be proposed. */
    CHECKED,
    /** Waits for approval; its content is fixed. */
    PROPOSED,
    /** Approved; may be activated. */
    APPROVED,
    /** Will come into force at an instant that is set. */
    SCHEDULED,
    /** In force. */
    ACTIVE,
    /** Was in force until another version took over; may be activated again. */
    SUPERSEDED,
    /** Was in force until its time ran out; may be activated again once it is approved. */
    EXPIRED,
    /** Refused by an approver. */
    REJECTED,
    /** Out of use for good. */
    RETIRED;

    /** The state of a version at an instant. */
    public static State of(Stage stage, Effect effect) {
        if (effect == Effect.IN_FORCE && stage != Stage.REJECTED && stage != Stage.RETIRED) {
            return ACTIVE;
        }
        return switch (stage) {
            case DRAFT -> DRAFT;
            case CHECKED -> CHECKED;
            case PROPOSED -> effect == Effect.PLANNED ? SCHEDULED : PROPOSED;
            case REJECTED -> REJECTED;
            case RETIRED -> RETIRED;
            case APPROVED ->
                switch (effect) {
                    case NONE -> APPROVED;
                    case PLANNED -> SCHEDULED;
                    case IN_FORCE -> ACTIVE;
                    case OVER -> SUPERSEDED;
                    case RAN_OUT -> EXPIRED;
                };
        };
    }
}
