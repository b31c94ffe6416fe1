package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the market says of a strategy, in base currency, absolute.
 *
 * @param stock its stock; {@link Stock#NONE} without
 * @param longCall its calls held
 * @param shortCall its calls written
 * @param longPut its puts held
 * @param shortPut its puts written
 * @param maximumPotentialLoss of a spread or box the worst net intrinsic value of its options at a price of zero or of any
 *     of its strikes, as a positive figure; null for other kinds
 * @param daysToExpiry whole days to the first expiry; null without options
 * @param monthsToExpiry months to the first expiry; null without options
 */
public record StrategyFigures(
        Stock stock,
        Options longCall,
        Options shortCall,
        Options longPut,
        Options shortPut,
        @Nullable BigDecimal maximumPotentialLoss,
        @Nullable Long daysToExpiry,
        @Nullable BigDecimal monthsToExpiry) {

    /**
     * Stock of a strategy.
     *
     * @param units number of units
     * @param price price of one unit
     * @param value market value
     * @param entryValue amount at entry price; null when unknown
     */
    public record Stock(
            BigDecimal units,
            BigDecimal price,
            BigDecimal value,
            @Nullable BigDecimal entryValue) {
        /** No stock. */
        public static final Stock NONE = new Stock(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, null);
    }

    /**
     * Options of one type and side.
     *
     * @param premium worth at market price
     * @param strikeValue aggregate exercise price
     * @param underlyingValue worth of the underlying they stand for
     * @param intrinsicValue amount in the money
     * @param outOfTheMoneyAmount amount out of the money
     */
    public record Options(
            BigDecimal premium,
            BigDecimal strikeValue,
            BigDecimal underlyingValue,
            BigDecimal intrinsicValue,
            BigDecimal outOfTheMoneyAmount) {
        /** No options. */
        public static final Options NONE =
                new Options(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        /** Both together. */
        public Options add(Options other) {
            return new Options(
                    premium.add(other.premium),
                    strikeValue.add(other.strikeValue),
                    underlyingValue.add(other.underlyingValue),
                    intrinsicValue.add(other.intrinsicValue),
                    outOfTheMoneyAmount.add(other.outOfTheMoneyAmount));
        }
    }
}
