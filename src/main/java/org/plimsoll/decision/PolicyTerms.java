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
import org.plimsoll.policy.ScenarioSet;

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
 * @param scenarioSets scenario sets by name, each dated from the day it applies
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
        Map<String, NavigableMap<LocalDate, BigDecimal>> parameters,
        Map<String, NavigableMap<LocalDate, ScenarioSet>> scenarioSets) {

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
            Map.of(),
            Map.of());

    public PolicyTerms {
        parameters = copied(parameters);
        scenarioSets = copied(scenarioSets);
    }

    private static <T> Map<String, NavigableMap<LocalDate, T>> copied(Map<String, NavigableMap<LocalDate, T>> dated) {
        Map<String, NavigableMap<LocalDate, T>> copy = new HashMap<>();
        dated.forEach((name, values) -> copy.put(name, new TreeMap<>(values)));
        return Map.copyOf(copy);
    }

    /** The parameters that apply on the UTC day of an evaluation. One that is not yet in force has no value. */
    public Parameters parametersAt(Instant evaluatedAt) {
        return parameters.isEmpty() ? Parameters.NONE : new Parameters(inForce(parameters, evaluatedAt));
    }

    /** The scenario sets that apply on the UTC day of an evaluation. One that is not yet in force is left out. */
    public Map<String, ScenarioSet> scenarioSetsAt(Instant evaluatedAt) {
        return scenarioSets.isEmpty() ? Map.of() : inForce(scenarioSets, evaluatedAt);
    }

    private static <T> Map<String, T> inForce(Map<String, NavigableMap<LocalDate, T>> dated, Instant evaluatedAt) {
        LocalDate day = evaluatedAt.atZone(ZoneOffset.UTC).toLocalDate();
        Map<String, T> values = new HashMap<>();
        dated.forEach((name, byDay) -> {
            Map.Entry<LocalDate, T> latest = byDay.floorEntry(day);
            if (latest != null) {
                values.put(name, latest.getValue());
            }
        });
        return values;
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
