package org.plimsoll.engine.sandbox;

import java.util.List;

/**
 * What was found in the classes of a rule set.
 *
 * @param violations what rules may not do, in a stable order; empty when the classes may be loaded
 * @param classes number of classes read
 */
public record Admission(List<Violation> violations, int classes) {
    public Admission {
        violations = List.copyOf(violations);
    }

    /** Whether the classes may be loaded. */
    public boolean admitted() {
        return violations.isEmpty();
    }
}
