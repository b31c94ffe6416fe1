package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.Quotient;

/**
 * How a margin pool stands once haircuts and requirements are settled. Rules that require actions of an account match
 * this fact.
 *
 * @param marginPool the pool
 * @param settlement its accounts
 */
public record AccountHealth(MarginPool marginPool, Settlement settlement) implements Fact {

    @Override
    public FactContext context() {
        return marginPool.context();
    }

    @Override
    public String id() {
        return marginPool.id();
    }

    @Override
    public String pool() {
        return marginPool.id();
    }

    /** Cross or isolated. */
    @Code(MarginMode.class)
    public String marginMode() {
        return marginPool.marginMode();
    }

    /** Number of positions in the pool. */
    public int positionCount() {
        return marginPool.positionCount();
    }

    /** Long and short notional added up. */
    public BigDecimal grossNotional() {
        return marginPool.grossNotional();
    }

    /** Cash of the pool, signed. */
    public BigDecimal balances() {
        return marginPool.balances();
    }

    /** Money owed, as a positive figure. */
    public BigDecimal loans() {
        return marginPool.loans();
    }

    /** Negative part of the positions' value, as a positive figure. */
    public BigDecimal exposure() {
        return marginPool.exposure();
    }

    /** Worth of collateral before haircuts. */
    public BigDecimal collateralMarketValue() {
        return marginPool.collateralMarketValue();
    }

    /** Worth of collateral after haircuts. */
    public BigDecimal collateralValue() {
        return settlement.collateralValue();
    }

    /** Balances + collateral value + position value that counts − loans. */
    public BigDecimal equity() {
        return settlement.equity();
    }

    /** Sum of initial requirements and add-ons. */
    public BigDecimal initialMargin() {
        return settlement.initialMargin();
    }

    /** Sum of maintenance requirements and add-ons. */
    public BigDecimal maintenanceMargin() {
        return settlement.maintenanceMargin();
    }

    /** Equity above initial margin; zero when short. */
    public BigDecimal initialSurplus() {
        return settlement.initialExcess().max(BigDecimal.ZERO);
    }

    /** Equity missing to initial margin, as a positive figure; zero when there is enough. */
    public BigDecimal initialShortfall() {
        return settlement.initialExcess().negate().max(BigDecimal.ZERO);
    }

    /** Equity above maintenance margin; zero when short. */
    public BigDecimal maintenanceSurplus() {
        return settlement.maintenanceExcess().max(BigDecimal.ZERO);
    }

    /** Equity missing to maintenance margin, as a positive figure; zero when there is enough. */
    public BigDecimal maintenanceShortfall() {
        return settlement.maintenanceExcess().negate().max(BigDecimal.ZERO);
    }

    /**
     * Maintenance margin set free when every position in a tier above the lowest is closed down to its tier's floor; zero
     * when there is no such position.
     */
    public BigDecimal maintenanceReleasedByReduction() {
        return settlement.maintenanceReleasedByReduction();
    }

    /** Equity divided by maintenance margin: one at the line; null without a maintenance margin. */
    public @Nullable BigDecimal marginRatio() {
        return settlement.maintenanceMargin().signum() == 0
                ? null
                : Quotient.of(settlement.equity(), settlement.maintenanceMargin());
    }

    /** Gross notional divided by equity; null when equity is zero or below. */
    public @Nullable BigDecimal leverage() {
        return settlement.equity().signum() <= 0 ? null : Quotient.of(grossNotional(), settlement.equity());
    }

    /**
     * Sum of the figures of one name that rules said of the pool and of its positions and assets before settlement; zero
     * when they said it of none.
     *
     * @param name name of the figure; some rule must say it
     */
    public BigDecimal sumOf(String name) {
        return settlement.figures().sum(pool(), name);
    }

    /** Largest amount owed in one currency, as a positive figure. */
    public BigDecimal largestLoan() {
        return marginPool.largestLoan();
    }

    /** Signed worth of the positions. */
    public BigDecimal positionMarketValue() {
        return marginPool.positionMarketValue();
    }

    /** Sum of the position values above zero. */
    public BigDecimal grossReceivable() {
        return marginPool.grossReceivable();
    }

    /** What the account would be paid if all positions were closed now; zero when it would have to pay. */
    public BigDecimal netReceivable() {
        return marginPool.netReceivable();
    }

    /** Sum of the position values below zero, as a positive figure. */
    public BigDecimal grossPayable() {
        return marginPool.grossPayable();
    }

    /** The same as {@link #exposure()}, named as the counterpart of {@link #netReceivable()}. */
    public BigDecimal netPayable() {
        return marginPool.netPayable();
    }

    @Override
    public String toString() {
        return "AccountHealth " + id();
    }
}
