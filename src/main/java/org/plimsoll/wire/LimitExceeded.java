package org.plimsoll.wire;

import org.plimsoll.portfolio.Problem;

/** A request with more of something than the documented limit: a 413. Nothing beyond the limit was read. */
public final class LimitExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public LimitExceeded(Problem problem) {
        super(problem.code() + ": " + problem.message());
        this.problem = problem;
    }

    /** The first place beyond the limit. */
    public Problem problem() {
        return problem;
    }
}
