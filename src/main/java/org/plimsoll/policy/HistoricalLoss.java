package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A loss read from return histories, as a rule asks for it.
 *
 * @param method how the history is used
 * @param confidence above zero and below one
 * @param days horizon in trading days, at least one
 * @param lookback newest returns to use; null for all
 * @param decay weight of the past in the volatility forecast of {@code FILTERED}; null for the others
 */
public record HistoricalLoss(
        Method method,
        BigDecimal confidence,
        BigDecimal days,
        @Nullable BigDecimal lookback,
        @Nullable BigDecimal decay) {

    /** How a history is used. */
    public enum Method {
        /** The quantile of one-day losses, times the square root of the days. */
        VALUE_AT_RISK,
        /** The quantile of losses over so many days, which overlap. */
        OVERLAPPING,
        /** The average of the one-day losses beyond the quantile, times the square root of the days. */
        EXPECTED_SHORTFALL,
        /** As {@link #VALUE_AT_RISK}, of returns rescaled to the volatility of today. */
        FILTERED,
        /** As {@link #VALUE_AT_RISK}, of the returns of the stressed period. */
        STRESSED
    }
}
