package org.plimsoll.risk.strategy;

import org.plimsoll.portfolio.Refusal;

/**
 * How much the searches of one evaluation may compute together, counted in additions. What they take does not depend on the
 * order in which they are made, so that neither does the refusal. Of one evaluation, and so of one thread.
 */
public final class SearchAllowance {
    /** Three hundred searches that are each carried on until they are given up. */
    static final long MOST = 300 * LeastGrouping.MOST_WORK;

    /** What firing the rules on one candidate counts for. */
    static final long PRICE = 10_000;

    private long left = MOST;

    /**
     * Counts candidates that the rules are asked the cost of.
     *
     * @throws Refusal {@code STRATEGY_SEARCH_TOO_LARGE} when this is more than is left
     */
    public void price(int candidates) {
        spend(candidates * PRICE);
    }

    void spend(long additions) {
        left -= additions;
        if (left < 0) {
            throw new Refusal(
                    "STRATEGY_SEARCH_TOO_LARGE",
                    "The search for the groupings of the least requirement takes more than one evaluation may;"
                            + " send the portfolio's options in parts, all those on one underlying in one part.",
                    "/portfolio/positions");
        }
    }

    long left() {
        return left;
    }
}
