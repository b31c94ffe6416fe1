package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.plimsoll.wire.Explain;

/**
 * Which evaluations are so quick that they may run on the threads that take requests in, where a change of threads would cost
 * more than the evaluation. A kind of them has to prove it by many quick ones in a row on other threads; one that is slow, and
 * it has to prove it anew.
 */
@Singleton
final class Pace {
    /** What the threads that take requests in may be kept from them for. */
    static final Duration QUICK = Duration.ofMillis(5);

    /** Quick evaluations in a row that are proof: by then the Java machine has compiled the rules. */
    static final int PROOF = 200;

    private static final int MOST_KINDS = 1_000;

    private final Map<Kind, AtomicInteger> quickInARow = new ConcurrentHashMap<>();

    /**
     * Evaluations that take about as long as each other.
     *
     * @param contentHash version they are of
     * @param explain how much of an explanation they write
     * @param magnitude bits that the length of the request takes: so that short ones prove nothing of long ones
     */
    record Kind(String contentHash, Explain explain, int magnitude) {
        static Kind of(String contentHash, Explain explain, int bytes) {
            return new Kind(contentHash, explain, Integer.SIZE - Integer.numberOfLeadingZeros(bytes));
        }
    }

    /** Whether a kind has proven to be quick. */
    boolean isQuick(Kind kind) {
        AtomicInteger quick = quickInARow.get(kind);
        return quick != null && quick.get() >= PROOF;
    }

    /**
     * Notes an evaluation that gave a decision.
     *
     * @param nanos how long it took, from the request that has been read to the answer's bytes
     */
    void took(Kind kind, long nanos) {
        AtomicInteger quick = quickInARow.get(kind);
        if (quick == null) {
            if (quickInARow.size() >= MOST_KINDS) {
                quickInARow.clear();
            }
            quick = quickInARow.computeIfAbsent(kind, first -> new AtomicInteger());
        }
        if (nanos > QUICK.toNanos()) {
            quick.set(0);
        } else if (quick.get() < PROOF) {
            quick.incrementAndGet();
        }
    }

    /** Notes a refusal. It proves nothing that it came quickly: the rules may not have been asked. */
    void refused(Kind kind, long nanos) {
        if (nanos > QUICK.toNanos()) {
            took(kind, nanos);
        }
    }
}
