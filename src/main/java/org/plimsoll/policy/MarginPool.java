package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
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
        implements Fact, Scope, RiskScope {

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

    /** Where all of its positions trade; null when they trade in several places, or one does not say where. */
    public @Nullable String venue() {
        return totals.venue();
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

    /** Signed worth of the options. */
    @OnDemand
    public BigDecimal netOptionValue() {
        return context.risk().figure(this, RiskFigure.NET_OPTION_VALUE);
    }

    /** Units of the underlying that the options stand for, long and short added up: contracts times multiplier. */
    @OnDemand
    public BigDecimal optionUnits() {
        return context.risk().figure(this, RiskFigure.OPTION_UNITS);
    }

    /** Number of option contracts that are short, as a positive figure. */
    @OnDemand
    public BigDecimal shortOptionContracts() {
        return context.risk().figure(this, RiskFigure.SHORT_OPTION_CONTRACTS);
    }

    /** Worth of the underlying that the short options stand for, as a positive figure. */
    @OnDemand
    public BigDecimal shortOptionUnderlyingValue() {
        return context.risk().figure(this, RiskFigure.SHORT_OPTION_UNDERLYING_VALUE);
    }

    /** Worth of the underlyings that the positions move like, long less short, signed. */
    @OnDemand
    public BigDecimal netDeltaValue() {
        return context.risk().figure(this, RiskFigure.NET_DELTA_VALUE);
    }

    /** Worth of the underlyings that the positions move like, long and short added up, position by position. */
    @OnDemand
    public BigDecimal grossDeltaValue() {
        return context.risk().figure(this, RiskFigure.GROSS_DELTA_VALUE);
    }

    /** Worth of the underlyings that are long on one side and short on the other, underlying by underlying. */
    @OnDemand
    public BigDecimal hedgedDeltaValue() {
        return context.risk().figure(this, RiskFigure.HEDGED_DELTA_VALUE);
    }

    /** Change of worth when annual volatility rises by one, which is a hundred points, signed. */
    @OnDemand
    public BigDecimal vega() {
        return context.risk().figure(this, RiskFigure.VEGA);
    }

    @Override
    public String toString() {
        return "MarginPool " + id;
    }
}
