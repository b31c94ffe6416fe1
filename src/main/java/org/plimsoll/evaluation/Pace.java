package org.plimsoll.evaluation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which versions evaluate so quickly that their evaluations may run on the threads that take requests in, where a change of
 * threads would cost more than the evaluation. A version has to prove it by many quick evaluations in a row on other threads;
 * one that is slow, and it has to prove it anew.
 */
@Singleton
final class Pace {
    /** What the threads that take requests in may be kept from them for. */
    static final Duration QUICK = Duration.ofMillis(5);

    /** Quick evaluations in a row that are proof: by then the Java machine has compiled the rules. */
    static final int PROOF = 200;

    private static final int MOST_VERSIONS = 1_000;

    private final Map<String, AtomicInteger> quickInARow = new ConcurrentHashMap<>();

    /** Whether the version of a content hash has proven to be quick. */
    boolean isQuick(String contentHash) {
        AtomicInteger quick = quickInARow.get(contentHash);
        return quick != null && quick.get() >= PROOF;
    }

    /**
     * Notes an evaluation.
     *
     * @param nanos how long it took, from the request that has been read to the answer's bytes
     */
    void took(String contentHash, long nanos) {
        AtomicInteger quick = quickInARow.get(contentHash);
        if (quick == null) {
            if (quickInARow.size() >= MOST_VERSIONS) {
                quickInARow.clear();
            }
            quick = quickInARow.computeIfAbsent(contentHash, first -> new AtomicInteger());
        }
        if (nanos > QUICK.toNanos()) {
            quick.set(0);
        } else if (quick.get() < PROOF) {
            quick.incrementAndGet();
        }
    }
}
