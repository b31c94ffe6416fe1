package org.plimsoll.benchmark.service;

import java.util.Arrays;
import java.util.List;

/**
 * How long requests took, of all rounds together: the rare ones need all there are. A connection sends its next request when it
 * has the answer to the one before, so that while a server stands still each connection counts one slow request.
 */
final class Latencies {
    private final long[] nanos;

    private Latencies(long[] nanos) {
        this.nanos = nanos;
    }

    /** Those of some readings, at least one request. */
    static Latencies of(List<Load.Reading> readings) {
        return new Latencies(readings.stream()
                .flatMapToLong(reading -> Arrays.stream(reading.nanos()))
                .sorted()
                .toArray());
    }

    /** Requests. */
    int count() {
        return nanos.length;
    }

    /**
     * The least time that at least this share of the requests stay within, in milliseconds, as text; a dash when they are too
     * few for one of them to be beyond.
     *
     * @param perThousand the share, below 1,000
     */
    String millis(int perThousand) {
        long within = (nanos.length * (long) perThousand + 999) / 1000;
        return within == nanos.length ? "-" : "%.1f".formatted(nanos[(int) within - 1] / 1e6);
    }

    /** The longest, in milliseconds. */
    String longestMillis() {
        return "%.1f".formatted(nanos[nanos.length - 1] / 1e6);
    }
}
