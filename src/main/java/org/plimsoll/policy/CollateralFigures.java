package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the market says of a pledged asset, as computed before rules run. Amounts are in base currency.
 *
 * @param price price of one unit in the asset's currency
 * @param fxRate base currency for one unit of the asset's currency
 * @param priceAgeSeconds seconds between the price's time and the evaluation time, rounded up; zero for cash
 * @param marketValue worth before haircuts
 * @param shareOfPool market value divided by that of all collateral of the pool, zero to one
 * @param largestOfPool whether no other asset of the pool is worth more; of equals the one with the first id
 * @param residualMaturityYears years to maturity: whole years and the days left over the days of the year they fall in,
 *     so that an anniversary is a whole number; null without maturity
 * @param volatility annual volatility as a fraction; null when unknown
 * @param daysToLiquidate days to sell at the volume share of the manifest, at most 3650, which is also said of what does
 *     not trade at all; null when the volume is unknown
 */
public record CollateralFigures(
        BigDecimal price,
        BigDecimal fxRate,
        long priceAgeSeconds,
        BigDecimal marketValue,
        Deferred shareOfPool,
        boolean largestOfPool,
        Deferred residualMaturityYears,
        @Nullable BigDecimal volatility,
        Deferred daysToLiquidate) {}
