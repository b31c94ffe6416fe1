package org.plimsoll.policy;

import java.math.BigDecimal;

/** Margin required of a position, a strategy, a group or a pool, in base currency. */
public sealed interface Requirement extends Outcome permits MarginRequirement, GrossRequirement {
    /** What it is required of. */
    Scope scope();

    /** Initial margin that counts, zero or above. */
    BigDecimal initial();

    /** Maintenance margin that counts, zero or above. */
    BigDecimal maintenance();
}
