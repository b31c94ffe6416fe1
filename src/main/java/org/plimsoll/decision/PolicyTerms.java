package org.plimsoll.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Parameters;

/**
 * What a rule set's manifest says of evaluation: the behaviour that is stated beside the rules rather than in them.
 *
 * @param baseCurrency currency that portfolios must be submitted in; null when any will do
 * @param rounding how figures are rounded at the decision's edge
 * @param uncoveredPosition what to do about a position no requirement covers; {@code WARN} leaves it without margin
 * @param uncoveredCollateral what to do about an asset no haircut rule covers; {@code WARN} counts it for nothing
 * @param missingCollateralPrice what to do about an asset without a price; {@code WARN} counts it for nothing. A
 *     position without a price is always refused
 * @param staleAfter age from which a price is stale: a price of exactly this age is still fresh; null for never
 * @param stalePrice what to do about a stale price; {@code WARN} uses it
 * @param overlappingRequirements what to do about two requirements on one scope; {@code WARN} takes the larger
 * @param contradictoryActions what to do about actions that cannot both be meant; {@code WARN} keeps the most severe
 * @param shareOfDailyVolume share of average daily volume that can be traded without moving the market, above zero and
 *     at most one; days to liquidate follow from it
 * @param parameters values by name, each dated from the day it applies
 */
public record PolicyTerms(
        @Nullable String baseCurrency,
        Rounding rounding,
        Strictness uncoveredPosition,
        Strictness uncoveredCollateral,
        Strictness missingCollateralPrice,
        @Nullable Duration staleAfter,
        Strictness stalePrice,
        Strictness overlappingRequirements,
        Strictness contradictoryActions,
        BigDecimal shareOfDailyVolume,
        Map<String, NavigableMap<LocalDate, BigDecimal>> parameters) {

    /** Terms that refuse whatever they cannot vouch for, round to cents and never call a price stale. */
    public static final PolicyTerms STRICT = new PolicyTerms(
            null,
            Rounding.CENTS,
            Strictness.REFUSE,
            Strictness.REFUSE,
            Strictness.REFUSE,
            null,
            Strictness.REFUSE,
            Strictness.REFUSE,
            Strictness.REFUSE,
            BigDecimal.ONE,
            Map.of());

    public PolicyTerms {
        Map<String, NavigableMap<LocalDate, BigDecimal>> copy = new HashMap<>();
        parameters.forEach((name, values) -> copy.put(name, new TreeMap<>(values)));
        parameters = Map.copyOf(copy);
    }

    /** The parameters that apply on the UTC day of an evaluation. One that is not yet in force has no value. */
    public Parameters parametersAt(Instant evaluatedAt) {
        if (parameters.isEmpty()) {
            return Parameters.NONE;
        }
        LocalDate day = evaluatedAt.atZone(ZoneOffset.UTC).toLocalDate();
        Map<String, BigDecimal> values = new HashMap<>();
        parameters.forEach((name, dated) -> {
            Map.Entry<LocalDate, BigDecimal> inForce = dated.floorEntry(day);
            if (inForce != null) {
                values.put(name, inForce.getValue());
            }
        });
        return new Parameters(values);
    }

    /** Names of the parameters, in no particular order. */
    public List<String> parameterNames() {
        return List.copyOf(parameters.keySet());
    }

    /**
     * How figures are rounded, once, at the decision's edge.
     *
     * @param scale decimals of an amount in base currency
     * @param requirement mode for margin, calls and haircuts' cost: away from zero unless the methodology says otherwise
     * @param collateral mode for collateral value, equity and releases: down unless the methodology says otherwise
     * @param priceScale decimals of a price
     */
    public record Rounding(int scale, RoundingMode requirement, RoundingMode collateral, int priceScale) {
        public static final Rounding CENTS = new Rounding(2, RoundingMode.CEILING, RoundingMode.FLOOR, 8);
    }
}
