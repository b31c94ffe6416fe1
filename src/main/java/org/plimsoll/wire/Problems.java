package org.plimsoll.wire;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** Problems of one request as they are found. Those of shape make it malformed, those of meaning are refused. */
final class Problems {
    private final List<Problem> found = new ArrayList<>(0);
    private final int limit;
    private boolean malformed;

    Problems(int limit) {
        this.limit = limit;
    }

    /** Notes that the request is not of the documented shape. */
    void malformed(String code, String message, String pointer) {
        malformed = true;
        add(code, message, pointer);
    }

    /** Notes that a value means nothing. */
    void refused(String code, String message, String pointer) {
        add(code, message, pointer);
    }

    private void add(String code, String message, String pointer) {
        found.add(new Problem(code, message, pointer));
        if (found.size() >= limit) {
            throwAny();
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Ends reading at a place beyond which nothing can be told.
     *
     * @return to be thrown
     */
    MalformedRequest fatal(String code, String message, String pointer) {
        found.add(new Problem(code, message, pointer));
        return new MalformedRequest(found);
    }

    /**
     * Reports what was found, if anything was.
     *
     * @throws MalformedRequest when any of it is about shape
     * @throws Refusal when all of it is about meaning
     */
    void throwAny() {
        if (malformed) {
            throw new MalformedRequest(found);
        }
        if (!found.isEmpty()) {
            throw new Refusal(found);
        }
    }
}
