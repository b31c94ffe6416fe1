package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Price;

/**
 * What the market says of a position, as computed before rules run. Amounts are in base currency.
 *
 * @param price price of one unit in the instrument's currency
 * @param fxRate base currency for one unit of the instrument's currency
 * @param priceAgeSeconds seconds between the price's time and the evaluation time, rounded up
 * @param marketValue signed worth of the position: of futures and perpetuals the contract value, of forwards and swaps
 *     the present value
 * @param notional absolute amount it is exposed to: of options the worth of the underlying
 * @param entryValue absolute amount at entry price; null when the entry price is unknown
 * @param unrealizedPnl profit (above zero) or loss since entry; null when the entry price is unknown and matters
 * @param countedValue part of the position's worth that counts towards equity: the market value of spot and options,
 *     the unrealised profit or loss of futures, perpetuals, forwards and swaps
 * @param underlyingPrice price of the underlying in the instrument's currency; null when it has none or none is needed
 * @param underlyingValue underlying price times quantity and multiplier, absolute; zero without an underlying price
 * @param intrinsicValue worth of an option if exercised now, absolute; zero for others
 * @param outOfTheMoneyAmount amount by which an option is out of the money, absolute; zero for others
 * @param volatility annual volatility as a fraction; null when unknown
 * @param daysToLiquidate days to close at the volume share of the manifest, at most 3650, which is also said of what does
 *     not trade at all; null when the volume is unknown
 * @param daysToExpiry whole days from the evaluation date to an option's expiry or a contract's maturity; null without
 * @param residualMaturityYears years from the evaluation date to an option's expiry or a contract's maturity; null without
 * @param quote what else was quoted of the instrument; null when it was not quoted, as cash need not be
 */
public record PositionFigures(
        BigDecimal price,
        BigDecimal fxRate,
        long priceAgeSeconds,
        BigDecimal marketValue,
        BigDecimal notional,
        @Nullable BigDecimal entryValue,
        @Nullable BigDecimal unrealizedPnl,
        BigDecimal countedValue,
        @Nullable BigDecimal underlyingPrice,
        BigDecimal underlyingValue,
        BigDecimal intrinsicValue,
        BigDecimal outOfTheMoneyAmount,
        @Nullable BigDecimal volatility,
        Deferred daysToLiquidate,
        @Nullable Long daysToExpiry,
        Deferred residualMaturityYears,
        @Nullable Price quote) {}
