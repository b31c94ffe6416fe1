package org.plimsoll.risk.strategy;

/** How much may be computed before a search gives up, counted in additions, so that the same search ends the same way. */
final class Work {
    private final long most;
    private final SearchAllowance allowance;
    private long left;

    Work(long most, SearchAllowance allowance) {
        this.most = most;
        this.allowance = allowance;
        this.left = most;
    }

    void spend(long additions) {
        left -= additions;
        allowance.spend(additions);
    }

    /** Whether nothing new is to be begun. */
    boolean isSpent() {
        return left < 0;
    }

    /**
     * Whether what was begun is to be broken off. A programme that goes round in circles, as rounding can make it, would never
     * come to an end; one that does not is done long before.
     */
    boolean isOverdrawn() {
        return left < -most;
    }
}
