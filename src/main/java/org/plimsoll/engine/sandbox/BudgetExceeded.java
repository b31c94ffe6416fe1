package org.plimsoll.engine.sandbox;

/** Rules used up what an evaluation may cost. Whatever they had said until then is void. Has no stack trace. */
public final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was used up. */
    public enum Limit {
        /** Steps of rule code. */
        STEPS,
        /** Time. */
        TIME,
        /** Combinations of facts that rules may have to look at. */
        MATCHES
    }

    private final Limit limit;

    BudgetExceeded(Limit limit) {
        super(
                switch (limit) {
                    case STEPS -> "The rules take more steps than one evaluation may.";
                    case TIME -> "The rules take more time than one evaluation may.";
                    case MATCHES -> "The rules combine more facts than one evaluation may.";
                },
                null,
                false,
                false);
        this.limit = limit;
    }

    /** What was used up. */
    public Limit limit() {
        return limit;
    }
}
