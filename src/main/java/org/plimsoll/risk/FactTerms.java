package org.plimsoll.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Parameters;
import org.plimsoll.policy.ScenarioSet;

/**
 * What a rule set says of how facts are computed.
 *
 * @param parameters parameters of the rule set at the evaluation time
 * @param shareOfDailyVolume share of average daily volume that can be traded without moving the market, above zero and
 *     at most one
 * @param staleAfter age from which a price or exchange rate is stale: one of exactly this age is still fresh; null for
 *     never
 * @param collateralPriceRequired whether a pledged asset without a price is refused; when it is not, the asset is left
 *     out of the facts and listed in {@link PortfolioFacts#unpriced}
 * @param scenarioSets scenario sets of the rule set at the evaluation time, by name
 */
public record FactTerms(
        Parameters parameters,
        BigDecimal shareOfDailyVolume,
        @Nullable Duration staleAfter,
        boolean collateralPriceRequired,
        Map<String, ScenarioSet> scenarioSets) {

    /** No parameters, all of the daily volume, no price is ever stale, and every asset needs a price. */
    public static final FactTerms DEFAULT = new FactTerms(Parameters.NONE, BigDecimal.ONE, null, true);

    /** Terms without scenario sets. */
    public FactTerms(
            Parameters parameters,
            BigDecimal shareOfDailyVolume,
            @Nullable Duration staleAfter,
            boolean collateralPriceRequired) {
        this(parameters, shareOfDailyVolume, staleAfter, collateralPriceRequired, Map.of());
    }

    public FactTerms {
        Objects.requireNonNull(parameters);
        scenarioSets = Map.copyOf(scenarioSets);
        if (shareOfDailyVolume.signum() <= 0 || shareOfDailyVolume.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("share of daily volume must be above 0 and at most 1");
        }
        if (staleAfter != null && staleAfter.isNegative()) {
            throw new IllegalArgumentException("an age is zero or above");
        }
    }
}
