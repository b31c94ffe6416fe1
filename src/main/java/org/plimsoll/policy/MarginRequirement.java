package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Margin required of a position, a strategy, a group or a pool, in base currency. The requirement of a strategy or a group
 * replaces its members', a pool's covers all of its positions.
 *
 * @param scope what it is required of
 * @param initial margin to open, zero or above
 * @param maintenance margin to keep open, zero or above
 * @param tier how it varies with the price; null when the rule does not say
 * @param reason why, in words
 */
public record MarginRequirement(
        Scope scope,
        BigDecimal initial,
        BigDecimal maintenance,
        @Nullable MarginTier tier,
        String reason) implements Requirement {

    /** A requirement that does not say how it varies with the price. */
    public MarginRequirement(Scope scope, BigDecimal initial, BigDecimal maintenance, String reason) {
        this(scope, initial, maintenance, null, reason);
    }

    /** A requirement whose initial and maintenance margin are the same. */
    public MarginRequirement(Scope scope, BigDecimal margin, String reason) {
        this(scope, margin, margin, null, reason);
    }
}
