package org.plimsoll.engine;

import java.util.concurrent.atomic.AtomicLong;

/** What was compared, for the line at the end of a suite. */
final class ExecutionTally {
    final AtomicLong ruleSets = new AtomicLong();
    final AtomicLong portfolios = new AtomicLong();
    final AtomicLong firings = new AtomicLong();
    final AtomicLong refusals = new AtomicLong();

    /** The count belongs into the build's output, where whoever runs it sees it. */
    void print(String suite) {
        System.out.println("direct = session, " + suite + ": " + ruleSets + " rule sets, " + portfolios
                + " lists of facts, " + firings + " firings, " + refusals + " refusals");
    }
}
