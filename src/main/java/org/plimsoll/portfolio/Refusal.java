package org.plimsoll.portfolio;

import java.util.List;

/** An evaluation that was refused, with every reason found. A refusal is an answer: nothing was guessed. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public Refusal(List<Problem> problems) {
        super(
                problems.isEmpty()
                        ? "refused"
                        : problems.get(0).code() + ": " + problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    public Refusal(String code, String message, @org.jspecify.annotations.Nullable String pointer) {
        this(List.of(new Problem(code, message, pointer)));
    }

    /** Every reason, in the order of the request. */
    public List<Problem> problems() {
        return problems;
    }
}
