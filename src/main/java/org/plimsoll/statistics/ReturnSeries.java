package org.plimsoll.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.portfolio.Refusal;

/** Relative daily changes of a price, the oldest first. Divisions and roots in {@link MathContext#DECIMAL128}. */
public final class ReturnSeries {
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private ReturnSeries() {}

    /**
     * Returns rescaled to the volatility of today: each is multiplied by the volatility forecast for the next day and
     * divided by that forecast for its own. A forecast is the exponentially weighted moving average of the squares of the
     * returns before, variance(t + 1) = decay × variance(t) + (1 − decay) × return(t)²; the first is the average of the
     * squares of the whole series. Where the forecast of a day is zero its return is kept.
     *
     * <p>Reference: Hull and White, Incorporating volatility updating into the historical simulation method for value at
     * risk, 1998; RiskMetrics technical document, 1996, section 5.2 (decay 0.94 for daily returns).
     *
     * @param returns at least one
     * @param decay weight of the past, above zero and below one
     * @throws Refusal {@code DECAY_OUT_OF_RANGE}
     */
    public static List<BigDecimal> rescaled(List<BigDecimal> returns, BigDecimal decay) {
        if (decay.signum() <= 0 || decay.compareTo(BigDecimal.ONE) >= 0) {
            throw new Refusal(
                    "DECAY_OUT_OF_RANGE",
                    "A decay is above 0 and below 1, such as 0.94; a rule asks for " + decay.toPlainString() + ".",
                    null);
        }
        BigDecimal squares = BigDecimal.ZERO;
        for (BigDecimal each : returns) {
            squares = squares.add(each.multiply(each));
        }
        BigDecimal variance = squares.divide(BigDecimal.valueOf(returns.size()), DIGITS);
        List<BigDecimal> forecasts = new ArrayList<>(returns.size());
        for (BigDecimal each : returns) {
            forecasts.add(variance);
            variance = decay.multiply(variance)
                    .add(BigDecimal.ONE.subtract(decay).multiply(each).multiply(each), DIGITS);
        }
        List<BigDecimal> rescaled = new ArrayList<>(returns.size());
        for (int i = 0; i < returns.size(); i++) {
            BigDecimal forecast = forecasts.get(i);
            rescaled.add(
                    forecast.signum() == 0
                            ? returns.get(i)
                            : returns.get(i)
                                    .multiply(variance.divide(forecast, DIGITS).sqrt(DIGITS), DIGITS));
        }
        return rescaled;
    }

    /**
     * Returns over several days, one from each day on which so many have passed: they overlap. Compounded: (1 + r₁) × … ×
     * (1 + rₙ) − 1.
     *
     * @param returns at least as many as days
     * @param days at least one
     */
    public static List<BigDecimal> overlapping(List<BigDecimal> returns, int days) {
        if (days < 1 || days > returns.size()) {
            throw new IllegalArgumentException(days + " days of " + returns.size());
        }
        List<BigDecimal> longer = new ArrayList<>(returns.size() - days + 1);
        for (int last = days - 1; last < returns.size(); last++) {
            BigDecimal growth = BigDecimal.ONE;
            for (BigDecimal each : returns.subList(last - days + 1, last + 1)) {
                growth = growth.multiply(BigDecimal.ONE.add(each), DIGITS);
            }
            longer.add(growth.subtract(BigDecimal.ONE));
        }
        return longer;
    }
}
