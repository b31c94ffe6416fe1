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
        MATCHES,
        /** Firings of rules. */
        FIRINGS
    }

    private final Limit limit;

    BudgetExceeded(Limit limit) {
        this(
                limit,
                switch (limit) {
                    case STEPS -> "The rules take more steps than one evaluation may.";
                    case TIME -> "The rules take more time than one evaluation may.";
                    case MATCHES -> "The rules combine more facts than one evaluation may.";
                    case FIRINGS -> "The rules fire more often than one evaluation may.";
                });
    }

    private BudgetExceeded(Limit limit, String message) {
        super(message, null, false, false);
        this.limit = limit;
    }

    /** That rules would fire more than so many times. */
    public static BudgetExceeded firings(int most) {
        return new BudgetExceeded(Limit.FIRINGS, "The rules fire more than " + most + " times.");
    }

    /** What was used up. */
    public Limit limit() {
        return limit;
    }
}
