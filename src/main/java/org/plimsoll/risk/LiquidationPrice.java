package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Quotient;

/**
 * The price of one position at which its margin pool reaches a line, with all else unchanged: every other price, every
 * exchange rate, every other requirement and the position's own tier. Where a pool holds several positions on one
 * underlying, only the price of this position moves; the price at which all of them together reach the line is another.
 * The pool may be a cross pool or that of an isolated position, the position anything whose worth moves one for one with
 * its price.
 *
 * <p>With u = quantity × multiplier × exchange rate, signed as the quantity:
 *
 * <pre>
 *   equity(P)      = equity now + u × (P − price now)
 *   maintenance(P) = other maintenance + |u| × P × rate − amount
 * </pre>
 *
 * <p>The formulas of venues are cases of it. Binance, cross and isolated: (WB − TMM + UPNL + cum − side·q·EP) ÷ (q·MMR −
 * side·q), reference: Binance FAQ b3c689c1f50a44cabb3a84e663b81d93. Gate and OKX, isolated: (EP ∓ WB/q) ÷ (1 ∓ (MMR +
 * taker)), with rate = MMR + taker and no amount. Bybit, isolated: EP × (1 ∓ 1/leverage ± MMR), whose maintenance margin
 * does not vary with the price: rate zero and amount −q·EP·MMR.
 *
 * @param quantity signed number of contracts or units
 * @param multiplier units of the underlying in one contract
 * @param fxRate base currency for one unit of the instrument's currency
 * @param price price now, in the instrument's currency
 * @param poolEquity equity of the pool now, in base currency
 * @param otherMaintenance maintenance margin of the pool that does not come from this position, in base currency
 * @param maintenanceRate maintenance margin of this position for one unit of notional, a fraction
 * @param maintenanceAmount amount deducted from it, in base currency; below zero to add one that does not vary with the
 *     price
 */
public record LiquidationPrice(
        BigDecimal quantity,
        BigDecimal multiplier,
        BigDecimal fxRate,
        BigDecimal price,
        BigDecimal poolEquity,
        BigDecimal otherMaintenance,
        BigDecimal maintenanceRate,
        BigDecimal maintenanceAmount) {

    /**
     * The price at which the pool's equity equals its maintenance margin.
     *
     * @return price above zero in the instrument's currency, in {@link MathContext#DECIMAL128}; null when no such price
     *     exists: a long position that is paid for in full, a position of zero, or one whose maintenance margin moves
     *     exactly as its worth does
     */
    public @Nullable BigDecimal liquidation() {
        return solve(otherMaintenance.subtract(maintenanceAmount), maintenanceRate);
    }

    /**
     * The price at which the pool's equity is zero.
     *
     * @return price above zero in the instrument's currency, in {@link MathContext#DECIMAL128}; null when no such price
     *     exists
     */
    public @Nullable BigDecimal bankruptcy() {
        return solve(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Equity of the pool if the position's price were another, in base currency. */
    public BigDecimal equityAt(BigDecimal otherPrice) {
        return poolEquity.add(units().multiply(otherPrice.subtract(price)));
    }

    /** Maintenance margin of the pool if the position's price were another, zero or above; in base currency. */
    public BigDecimal maintenanceAt(BigDecimal otherPrice) {
        return otherMaintenance
                .add(units().abs().multiply(otherPrice).multiply(maintenanceRate))
                .subtract(maintenanceAmount);
    }

    /** The P for which equity(P) = fixed + |u| × P × rate. */
    private @Nullable BigDecimal solve(BigDecimal fixed, BigDecimal rate) {
        BigDecimal units = units();
        BigDecimal slope = units.subtract(units.abs().multiply(rate));
        if (slope.signum() == 0) {
            return null;
        }
        BigDecimal numerator = fixed.subtract(poolEquity).add(units.multiply(price));
        if (numerator.signum() != slope.signum()) {
            return null;
        }
        return Quotient.of(numerator, slope);
    }

    private BigDecimal units() {
        return quantity.multiply(multiplier).multiply(fxRate);
    }
}
