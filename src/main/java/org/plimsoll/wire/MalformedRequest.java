package org.plimsoll.wire;

import java.util.List;
import org.plimsoll.portfolio.Problem;

/** A request that is not JSON, or not of the documented shape: a 400, with every reason found. */
public final class MalformedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public MalformedRequest(List<Problem> problems) {
        super(problems.get(0).code() + ": " + problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** Every reason, in the order of the request; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
