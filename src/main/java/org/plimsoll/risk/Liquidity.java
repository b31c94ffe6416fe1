package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Quotient;

/** How long a holding takes to sell, or a position to close. */
public final class Liquidity {
    /**
     * The longest time stated, in days: ten years of 365 days. An instrument that does not trade at all has it too, so
     * that a rule about long liquidation periods catches it; null would say that nothing is known and slip past.
     */
    public static final BigDecimal LONGEST_DAYS = new BigDecimal("3650");

    private Liquidity() {}

    /**
     * Days to trade a size: size ÷ (average daily volume × share of it that can be traded without moving the market).
     *
     * @param size absolute quantity
     * @param averageDailyVolume units traded on an average day, zero or above; null when unknown
     * @param shareOfDailyVolume fraction above zero
     * @return zero for no size, at most {@link #LONGEST_DAYS}, in {@link MathContext#DECIMAL128}; null when the volume is
     *     unknown
     */
    public static @Nullable BigDecimal daysToLiquidate(
            BigDecimal size, @Nullable BigDecimal averageDailyVolume, BigDecimal shareOfDailyVolume) {
        if (averageDailyVolume == null) {
            return null;
        }
        if (size.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal dailyCapacity = averageDailyVolume.multiply(shareOfDailyVolume);
        if (dailyCapacity.signum() <= 0) {
            return LONGEST_DAYS;
        }
        return Quotient.of(size, dailyCapacity).min(LONGEST_DAYS);
    }
}
