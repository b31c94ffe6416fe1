package org.plimsoll.engine.execution;

import java.util.Arrays;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.engine.sandbox.Payer;

/** Matches of rules and facts. Each is a number: the rule's place in the order of firing, then the fact's. */
final class Matches {
    private static final int FEW = 64;

    /** From this part of the number of rules on, counting them is faster than comparing. */
    private static final int FEWER_THAN_RANKS = 4;

    private final int most;
    private final Payer payer;
    private long[] matches = new long[FEW];
    private int count;

    /**
     * None yet.
     *
     * @param most so many may fire
     * @param payer pays for the search
     */
    Matches(int most, Payer payer) {
        this.most = most;
        this.payer = payer;
    }

    /** Pays for conditions that are about to be tried. */
    void payFor(int conditions) {
        payer.pay(conditions);
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

    /**
     * In the order of firing. To be called when facts were added in their order: what is left is to put together what is of
     * one rule.
     *
     * @param ranks how many rules there are
     */
    void sort(int ranks) {
        if (count <= FEW || count < ranks / FEWER_THAN_RANKS) {
            Arrays.sort(matches, 0, count);
            return;
        }
        int[] next = new int[ranks + 1];
        for (int i = 0; i < count; i++) {
            next[rankOf(matches[i]) + 1]++;
        }
        for (int rank = 0; rank < ranks; rank++) {
            next[rank + 1] += next[rank];
        }
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[next[rankOf(matches[i])]++] = matches[i];
        }
        matches = sorted;
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
