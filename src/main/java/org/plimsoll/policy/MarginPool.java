package org.plimsoll.policy;

import java.math.BigDecimal;
import org.plimsoll.portfolio.MarginMode;

/**
 * The ring fence within which equity and requirements are compared: one for all that is cross-margined, one for each
 * isolated position.
 *
 * @param context what all facts share
 * @param id {@code cross}, or {@code isolated:} and the position's id
 * @param totals sums over the pool's positions
 * @param balances cash of the pool, signed: the portfolio's balances, or an isolated position's own margin
 * @param loans money owed by the pool, as a positive figure
 * @param largestLoan largest amount owed in one currency, as a positive figure
 * @param collateralMarketValue worth of its collateral before haircuts
 */
public record MarginPool(
        FactContext context,
        String id,
        Totals totals,
        BigDecimal balances,
        BigDecimal loans,
        BigDecimal largestLoan,
        BigDecimal collateralMarketValue)
        implements Fact, Scope {

    /** Id of the pool shared by all that is cross-margined. */
    public static final String CROSS = "cross";

    /** Id of the pool of an isolated position. */
    public static String isolated(String position) {
        return "isolated:" + position;
    }

    @Override
    public String pool() {
        return id;
    }

    /** Cross or isolated. */
    @Code(MarginMode.class)
    public String marginMode() {
        return (id.equals(CROSS) ? MarginMode.CROSS : MarginMode.ISOLATED).name();
    }

    /** Number of positions. */
    public int positionCount() {
        return totals.positionCount();
    }

    /** Long and short notional added up. */
    public BigDecimal grossNotional() {
        return totals.grossNotional();
    }

    /** Absolute difference of long and short notional. */
    public BigDecimal netNotional() {
        return totals.netNotional();
    }

    /** Signed worth of the positions. */
    public BigDecimal positionMarketValue() {
        return totals.marketValue();
    }

    /** What the account would owe if its positions were closed now: the negative part of their value, as a positive figure. */
    public BigDecimal exposure() {
        return totals.netPayable();
    }

    /** Sum of the position values above zero: what the account would be paid if these were closed now. */
    public BigDecimal grossReceivable() {
        return totals.receivable();
    }

    /** What the account would be paid if all positions were closed now; zero when it would have to pay. */
    public BigDecimal netReceivable() {
        return totals.netReceivable();
    }

    /** Sum of the position values below zero, as a positive figure: what the account would have to pay for these. */
    public BigDecimal grossPayable() {
        return totals.payable();
    }

    /** The same as {@link #exposure()}, named as the counterpart of {@link #netReceivable()}. */
    public BigDecimal netPayable() {
        return totals.netPayable();
    }

    @Override
    public String toString() {
        return "MarginPool " + id;
    }
}
