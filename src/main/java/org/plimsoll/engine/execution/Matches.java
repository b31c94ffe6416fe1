package org.plimsoll.engine.execution;

import java.util.Arrays;
import org.plimsoll.engine.sandbox.BudgetExceeded;

/** Matches of rules and facts. Each is a number: the rule's place in the order of firing, then the fact's. */
final class Matches {
    private static final int FEW = 64;

    private final int most;
    private long[] matches = new long[FEW];
    private int count;

    /** None yet. */
    Matches(int most) {
        this.most = most;
    }

    /**
     * Adds one.
     *
     * @throws BudgetExceeded when there are more than may fire, which all of them will
     */
    void add(int rank, int place) {
        if (count == most) {
            throw BudgetExceeded.firings(most);
        }
        if (count == matches.length) {
            matches = Arrays.copyOf(matches, 2 * count);
        }
        matches[count] = (long) rank << Integer.SIZE | place;
        count++;
    }

    int count() {
        return count;
    }

    /** In the order of firing. */
    void sort() {
        Arrays.sort(matches, 0, count);
    }

    long get(int index) {
        return matches[index];
    }

    static int rankOf(long match) {
        return (int) (match >>> Integer.SIZE);
    }

    static int placeOf(long match) {
        return (int) match;
    }
}
