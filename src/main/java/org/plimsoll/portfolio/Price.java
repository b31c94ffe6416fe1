package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price with what is known of its market.
 *
 * @param instrument id of the instrument, or the name of an underlying
 * @param price money in the instrument's currency for one unit of quantity, before the multiplier (a bond at 99.50 has
 *     price 0.9950 a unit of face; a swap or FX forward has its present value a unit of notional); zero or above, but for
 *     futures, FX forwards and swaps
 * @param at when it was observed
 * @param bid best bid; null when unknown
 * @param ask best offer; null when unknown
 * @param volatility annual volatility as a fraction; null when unknown
 * @param averageDailyVolume units traded on an average day; null when unknown
 * @param openInterest contracts open; null when unknown
 */
public record Price(
        String instrument,
        BigDecimal price,
        Instant at,
        @Nullable BigDecimal bid,
        @Nullable BigDecimal ask,
        @Nullable BigDecimal volatility,
        @Nullable BigDecimal averageDailyVolume,
        @Nullable BigDecimal openInterest) {}
