package org.plimsoll.policy;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How early a position is closed against a bankrupt one: the highest score first. The most profitable and most leveraged
 * positions come first.
 *
 * <pre>
 *   profit ratio       = (mark value − entry value) ÷ entry value, with the other sign for a short position
 *   effective leverage = mark value ÷ distance of the mark value from the bankrupt value
 *   score              = profit ratio × effective leverage for a profit, profit ratio ÷ effective leverage otherwise
 * </pre>
 *
 * Reference: the auto-deleveraging ranking of the BitMEX family of venues.
 */
public final class DeleverageRank {
    /** Leverage stated for a position at or beyond its bankruptcy price, and the most stated for any. */
    public static final BigDecimal HIGHEST_LEVERAGE = new BigDecimal("1000000");

    private DeleverageRank() {}

    /**
     * The score of a position. Values are absolute amounts in one currency.
     *
     * @param side which way the position profits
     * @param markValue worth of the position's contracts at the mark price, zero or above
     * @param entryValue their worth at entry, above zero
     * @param bankruptValue their worth at the position's bankruptcy price; zero for a long position that has none
     * @return below zero for a loss, in {@link MathContext#DECIMAL128}
     * @throws IllegalArgumentException when the entry value is not above zero, or another value is below zero
     */
    public static BigDecimal score(Side side, BigDecimal markValue, BigDecimal entryValue, BigDecimal bankruptValue) {
        if (entryValue.signum() <= 0 || markValue.signum() < 0 || bankruptValue.signum() < 0) {
            throw new IllegalArgumentException("values are absolute, and the entry value is above zero");
        }
        BigDecimal gain = markValue.subtract(entryValue);
        BigDecimal profit = side == Side.LONG ? gain : gain.negate();
        if (profit.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal profitRatio = profit.divide(entryValue, MathContext.DECIMAL128);
        BigDecimal leverage = effectiveLeverage(side, markValue, bankruptValue);
        return profit.signum() > 0
                ? profitRatio.multiply(leverage, MathContext.DECIMAL128)
                : profitRatio.divide(leverage, MathContext.DECIMAL128);
    }

    /**
     * Mark value divided by its distance from the bankrupt value.
     *
     * @return zero or above, at most {@link #HIGHEST_LEVERAGE}, in {@link MathContext#DECIMAL128}
     */
    public static BigDecimal effectiveLeverage(Side side, BigDecimal markValue, BigDecimal bankruptValue) {
        BigDecimal above = markValue.subtract(bankruptValue);
        BigDecimal distance = side == Side.LONG ? above : above.negate();
        if (distance.signum() <= 0) {
            return HIGHEST_LEVERAGE;
        }
        return markValue.divide(distance, MathContext.DECIMAL128).min(HIGHEST_LEVERAGE);
    }
}
