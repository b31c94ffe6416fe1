package org.plimsoll.risk.strategy;

/** How much may be computed before a search gives up, counted in additions, so that the same search ends the same way. */
final class Work {
    private long left;

    Work(long most) {
        this.left = most;
    }

    void spend(long additions) {
        left -= additions;
    }

    boolean isSpent() {
        return left < 0;
    }
}
