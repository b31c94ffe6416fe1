package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * A pool's accounts once haircuts and requirements are settled. Amounts are in base currency, not yet rounded.
 *
 * @param collateralValue worth of collateral after haircuts
 * @param equity balances + collateral value + position value that counts − loans
 * @param initialMargin sum of initial requirements and add-ons
 * @param maintenanceMargin sum of maintenance requirements and add-ons
 * @param maintenanceReleasedByReduction maintenance margin set free when every position in a tier above the lowest is
 *     closed down to its tier's floor; see {@link MarginTier#maintenanceAboveFloor}
 * @param figures what rules said of the portfolio besides; for the vocabulary's own use
 */
public record Settlement(
        BigDecimal collateralValue,
        BigDecimal equity,
        BigDecimal initialMargin,
        BigDecimal maintenanceMargin,
        BigDecimal maintenanceReleasedByReduction,
        SaidFigures figures) {

    /** Accounts of a pool whose positions are all in their lowest tier, or in none, and of which no figures were said. */
    public Settlement(
            BigDecimal collateralValue, BigDecimal equity, BigDecimal initialMargin, BigDecimal maintenanceMargin) {
        this(collateralValue, equity, initialMargin, maintenanceMargin, BigDecimal.ZERO, SaidFigures.NONE);
    }

    /** Equity less initial margin; below zero when short. */
    public BigDecimal initialExcess() {
        return equity.subtract(initialMargin);
    }

    /** Equity less maintenance margin; below zero when short. */
    public BigDecimal maintenanceExcess() {
        return equity.subtract(maintenanceMargin);
    }
}
