package org.plimsoll.engine.sandbox;

import java.util.List;

/**
 * A class that may not be loaded was about to be: generated code that never went through admission, such as a type that a
 * rule file declares, which the rule compiler loads while it compiles.
 */
public final class InadmissibleClassException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    InadmissibleClassException(List<Violation> violations) {
        super(violations.get(0).code() + ": " + violations.get(0).message());
        this.violations = List.copyOf(violations);
    }

    /** Everything found in the class; at least one. */
    public List<Violation> violations() {
        return violations;
    }
}
