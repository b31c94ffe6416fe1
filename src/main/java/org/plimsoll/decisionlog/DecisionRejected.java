package org.plimsoll.decisionlog;

/** The database refuses this one record, for instance because its id is taken. A defect of whoever made it. */
public final class DecisionRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DecisionRejected(DecisionRecord decision, Throwable cause) {
        super("decision " + decision.id() + " cannot be recorded", cause);
    }
}
