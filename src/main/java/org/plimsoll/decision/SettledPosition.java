package org.plimsoll.decision;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.MarginRequirement;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.policy.Position;

/**
 * A position with the requirement that was set on it.
 *
 * @param position the position
 * @param required what was required of the position itself; null when only its group or pool carries a requirement
 * @param replaced whether a wider requirement replaces its own
 */
record SettledPosition(Position position, Requirements.@Nullable Required required, boolean replaced) {

    /** Initial margin the position itself adds to its pool. */
    BigDecimal initialMargin() {
        return required == null || replaced ? BigDecimal.ZERO : required.initial();
    }

    /** Maintenance margin the position itself adds to its pool. */
    BigDecimal maintenanceMargin() {
        return required == null || replaced ? BigDecimal.ZERO : required.maintenance();
    }

    /** How its own requirement varies with the price; null when it does not count or does not say. */
    @Nullable
    MarginTier tier() {
        return required != null && !replaced && required.leading() instanceof MarginRequirement requirement
                ? requirement.tier()
                : null;
    }
}
