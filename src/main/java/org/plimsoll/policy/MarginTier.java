package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * How a requirement varies with the price: maintenance margin = notional × rate − amount.
 *
 * @param number number of the tier, the lowest being 1
 * @param floor notional from which the tier applies, in base currency; the floor itself belongs to the tier
 * @param maintenanceRate maintenance margin for one unit of notional, a fraction
 * @param maintenanceAmount amount deducted, so that the requirement is continuous from tier to tier, in base currency;
 *     below zero when a part of the requirement does not vary with the price
 */
public record MarginTier(int number, BigDecimal floor, BigDecimal maintenanceRate, BigDecimal maintenanceAmount) {

    /**
     * Maintenance margin that closing a position down to the tier's floor sets free: what the tier asks for the notional
     * above its floor. Zero in the lowest tier, whose floor is zero. Where the table is not continuous the lower tier may
     * set free more.
     *
     * @param notional notional of the position, in base currency
     */
    public BigDecimal maintenanceAboveFloor(BigDecimal notional) {
        return floor.signum() == 0
                ? BigDecimal.ZERO
                : notional.subtract(floor).max(BigDecimal.ZERO).multiply(maintenanceRate);
    }
}
