package org.plimsoll.policy;

import java.math.BigDecimal;
import org.plimsoll.policy.HistoricalLoss.Method;

/**
 * Positions that can lose together: one, those on one underlying, or those of a pool. Losses are positive figures in base
 * currency, zero when nothing is lost. Linear positions move with their price; options are revalued by the formula of
 * Black and Scholes, or of Black when their underlying is a future; a risk array that was sent goes before both.
 */
public sealed interface RiskScope permits Position, PositionGroup, MarginPool {
    /** What the facts of an evaluation share. */
    FactContext context();

    /**
     * The largest loss in any scenario of a set of the manifest, each with its weight; every position moves in the same
     * scenario.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code SCENARIO_SET_MISSING}, {@code SCENARIO_RANGE_MISSING}, {@code
     *     OPTION_VOLATILITY_MISSING}, {@code REVALUATION_UNSUPPORTED} and others of docs/errors.md
     */
    default BigDecimal worstLoss(String scenarioSet) {
        return context().risk().worstLoss(this, new ScenarioScan(scenarioSet, null, null));
    }

    /**
     * The largest loss in any scenario of a set whose moves are fractions of scan ranges: of the price of one unit of the
     * underlying, in the instruments' currency, and of annual volatility.
     */
    default BigDecimal worstLoss(String scenarioSet, BigDecimal priceScanRange, BigDecimal volatilityScanRange) {
        return context().risk().worstLoss(this, new ScenarioScan(scenarioSet, priceScanRange, volatilityScanRange));
    }

    /** The loss in one scenario of a set, with its weight; below zero for a profit. The first scenario is number 1. */
    default BigDecimal scenarioLoss(String scenarioSet, BigDecimal number) {
        return context().risk().scenarioLoss(this, new ScenarioScan(scenarioSet, null, null), number);
    }

    /** The loss in one scenario of a set whose moves are fractions of scan ranges; below zero for a profit. */
    default BigDecimal scenarioLoss(
            String scenarioSet, BigDecimal number, BigDecimal priceScanRange, BigDecimal volatilityScanRange) {
        return context()
                .risk()
                .scenarioLoss(this, new ScenarioScan(scenarioSet, priceScanRange, volatilityScanRange), number);
    }

    /**
     * Value at risk by historical simulation over all returns sent: of n one-day losses the k-th largest, k = n × (1 −
     * confidence) rounded up, times the square root of the days.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code RETURN_HISTORY_MISSING}, {@code RETURN_HISTORY_LENGTH}, {@code
     *     REVALUATION_UNSUPPORTED}, {@code CONFIDENCE_OUT_OF_RANGE} and others of docs/errors.md
     */
    default BigDecimal historicalLoss(BigDecimal confidence, BigDecimal days) {
        return context().risk().historicalLoss(this, loss(Method.VALUE_AT_RISK, confidence, days));
    }

    /** Value at risk by historical simulation over the newest returns, as many as the look-back says. */
    default BigDecimal historicalLoss(BigDecimal confidence, BigDecimal days, BigDecimal lookback) {
        return context()
                .risk()
                .historicalLoss(this, new HistoricalLoss(Method.VALUE_AT_RISK, confidence, days, lookback, null));
    }

    /**
     * Value at risk of returns compounded over the horizon, from every day that has enough of them: they overlap, and
     * nothing is scaled.
     */
    default BigDecimal overlappingLoss(BigDecimal confidence, BigDecimal days) {
        return context().risk().historicalLoss(this, loss(Method.OVERLAPPING, confidence, days));
    }

    /** Value at risk of returns compounded over the horizon, from the newest returns. */
    default BigDecimal overlappingLoss(BigDecimal confidence, BigDecimal days, BigDecimal lookback) {
        return context()
                .risk()
                .historicalLoss(this, new HistoricalLoss(Method.OVERLAPPING, confidence, days, lookback, null));
    }

    /** The average of the k largest one-day losses, k as for the historical loss, times the square root of the days. */
    default BigDecimal expectedShortfall(BigDecimal confidence, BigDecimal days) {
        return context().risk().historicalLoss(this, loss(Method.EXPECTED_SHORTFALL, confidence, days));
    }

    /** The average of the largest one-day losses among the newest returns, times the square root of the days. */
    default BigDecimal expectedShortfall(BigDecimal confidence, BigDecimal days, BigDecimal lookback) {
        return context()
                .risk()
                .historicalLoss(this, new HistoricalLoss(Method.EXPECTED_SHORTFALL, confidence, days, lookback, null));
    }

    /**
     * Value at risk by filtered historical simulation: every return is rescaled from the volatility forecast for its day
     * to that for tomorrow, an exponentially weighted moving average with the given decay.
     */
    default BigDecimal filteredLoss(BigDecimal confidence, BigDecimal days, BigDecimal decay) {
        return context()
                .risk()
                .historicalLoss(this, new HistoricalLoss(Method.FILTERED, confidence, days, null, decay));
    }

    /** Value at risk by filtered historical simulation over the newest returns. */
    default BigDecimal filteredLoss(BigDecimal confidence, BigDecimal days, BigDecimal decay, BigDecimal lookback) {
        return context()
                .risk()
                .historicalLoss(this, new HistoricalLoss(Method.FILTERED, confidence, days, lookback, decay));
    }

    /** Value at risk by historical simulation over the returns of the stressed period. */
    default BigDecimal stressedLoss(BigDecimal confidence, BigDecimal days) {
        return context().risk().historicalLoss(this, loss(Method.STRESSED, confidence, days));
    }

    private static HistoricalLoss loss(Method method, BigDecimal confidence, BigDecimal days) {
        return new HistoricalLoss(method, confidence, days, null, null);
    }
}
