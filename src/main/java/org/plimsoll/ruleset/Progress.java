package org.plimsoll.ruleset;

/** How far a long piece of work has come. Written by one thread, read by others. */
final class Progress {
    private volatile String step = "waiting";
    private volatile int done;
    private volatile int total;

    void step(String what) {
        step = what;
    }

    void cases(int finished, int all) {
        done = finished;
        total = all;
    }

    String step() {
        return step;
    }

    int done() {
        return done;
    }

    int total() {
        return total;
    }
}
