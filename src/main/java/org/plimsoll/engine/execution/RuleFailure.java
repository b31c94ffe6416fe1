package org.plimsoll.engine.execution;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Fact;

/** A condition or a consequence that could not be worked out. */
public final class RuleFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable RuleReference rule;
    private final transient @Nullable Fact fact;

    RuleFailure(@Nullable RuleReference rule, @Nullable Fact fact, Throwable cause) {
        super("a rule failed", cause, false, false);
        this.rule = rule;
        this.fact = fact;
    }

    /** What went wrong. */
    public Throwable reason() {
        return Objects.requireNonNull(getCause());
    }

    /** The rule; null when a session failed in a condition and only the cause's text tells whose. */
    public @Nullable RuleReference rule() {
        return rule;
    }

    /** The fact it failed on; null when there is none or it could not be found. */
    public @Nullable Fact fact() {
        return fact;
    }
}
