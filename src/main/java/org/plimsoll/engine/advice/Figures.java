package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What the vocabulary's figures can be. A figure that stands in none of the lists can be anything. */
final class Figures {
    /** Figures that are zero or above, by what they are of. */
    static final Map<String, Set<String>> NEVER_NEGATIVE = Map.of(
            "Collateral",
            Set.of(
                    "daysToLiquidate",
                    "fxRate",
                    "marketValue",
                    "price",
                    "priceAgeSeconds",
                    "quantity",
                    "residualMaturityYears",
                    "value",
                    "volatility"),
            "Position",
            Set.of(
                    "averageDailyVolume",
                    "daysToLiquidate",
                    "entryValue",
                    "fxRate",
                    "initialMargin",
                    "intrinsicValue",
                    "maintenanceMargin",
                    "multiplier",
                    "notional",
                    "openInterest",
                    "outOfTheMoneyAmount",
                    "premiumValue",
                    "priceAgeSeconds",
                    "size",
                    "sizeAboveTierFloor",
                    "tierFloor",
                    "tierNumber",
                    "underlyingValue",
                    "volatility"),
            "group",
            Set.of("grossNotional", "longNotional", "netNotional", "shortNotional"),
            "pool",
            Set.of(
                    "collateralMarketValue",
                    "collateralValue",
                    "exposure",
                    "grossNotional",
                    "grossPayable",
                    "grossReceivable",
                    "initialMargin",
                    "initialShortfall",
                    "initialSurplus",
                    "leverage",
                    "largestLoan",
                    "loans",
                    "maintenanceMargin",
                    "maintenanceShortfall",
                    "maintenanceSurplus",
                    "netNotional",
                    "netPayable",
                    "netReceivable",
                    "positionCount"));

    /** Figures with two limits or with another lower one than zero. */
    static final Map<String, NumberSet> RANGES = Map.of(
            "Collateral.creditQualityStep", NumberSet.between(BigDecimal.ONE, BigDecimal.valueOf(6)),
            "Position.creditQualityStep", NumberSet.between(BigDecimal.ONE, BigDecimal.valueOf(6)),
            "Collateral.shareOfPool", NumberSet.between(BigDecimal.ZERO, BigDecimal.ONE),
            "Collateral.haircut", NumberSet.between(BigDecimal.ZERO, BigDecimal.ONE),
            "group.positionCount", NumberSet.atLeast(BigDecimal.ONE));

    private static final NumberSet NOT_NEGATIVE = NumberSet.atLeast(BigDecimal.ZERO);

    private Figures() {}

    /** The numbers a figure can be. */
    static NumberSet of(String owner, String field) {
        NumberSet range = RANGES.get(owner + "." + field);
        if (range != null) {
            return range;
        }
        return NEVER_NEGATIVE.getOrDefault(owner, Set.of()).contains(field) ? NOT_NEGATIVE : NumberSet.ALL;
    }
}
