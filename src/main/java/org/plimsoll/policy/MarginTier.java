package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * How a requirement varies with the price: maintenance margin = notional × rate − amount.
 *
 * @param number number of the tier, the lowest being 1
 * @param floor notional from which the tier applies, in base currency; the floor itself belongs to the tier
 * @param maintenanceRate maintenance margin for one unit of notional, a fraction
 * @param maintenanceAmount amount deducted, so that the requirement is continuous from tier to tier, in base currency
 */
public record MarginTier(int number, BigDecimal floor, BigDecimal maintenanceRate, BigDecimal maintenanceAmount) {}
