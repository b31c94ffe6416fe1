package org.plimsoll.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.plimsoll.portfolio.Refusal;

/**
 * The losses of a history of profits, the largest first. Of n observations the loss at confidence c is the k-th largest, k
 * = n × (1 − c) rounded up: of 250 at 0.99 the third largest (2.5 rounded up), of 200 the second. An observed loss, never
 * one between two; with fewer than 1 ÷ (1 − c) observations it is the largest.
 */
public final class LossDistribution {
    private final List<BigDecimal> ascending;

    /**
     * The distribution of observed profits.
     *
     * @param profits profit (above zero) or loss of each observation, at least one, in any order
     */
    public LossDistribution(List<BigDecimal> profits) {
        if (profits.isEmpty()) {
            throw new IllegalArgumentException("no observations");
        }
        this.ascending = profits.stream().sorted().toList();
    }

    /**
     * Value at risk: the loss that is exceeded by fewer than n × (1 − confidence) observations.
     *
     * @param confidence above zero and below one
     * @return a positive figure; zero when even that observation was no loss
     * @throws Refusal {@code CONFIDENCE_OUT_OF_RANGE}
     */
    public BigDecimal valueAtRisk(BigDecimal confidence) {
        return ascending.get(worst(confidence) - 1).negate().max(BigDecimal.ZERO);
    }

    /**
     * Expected shortfall: the average of the k largest losses, profits among them counting as such. Never below {@link
     * #valueAtRisk} of the same confidence.
     *
     * @param confidence above zero and below one
     * @return a positive figure, divided in {@link MathContext#DECIMAL128}; zero when the average is a profit
     * @throws Refusal {@code CONFIDENCE_OUT_OF_RANGE}
     */
    public BigDecimal expectedShortfall(BigDecimal confidence) {
        int worst = worst(confidence);
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal profit : ascending.subList(0, worst)) {
            sum = sum.subtract(profit);
        }
        return sum.max(BigDecimal.ZERO).divide(BigDecimal.valueOf(worst), MathContext.DECIMAL128);
    }

    /** Which of the losses, counted from the largest, which is 1. */
    private int worst(BigDecimal confidence) {
        if (confidence.signum() <= 0 || confidence.compareTo(BigDecimal.ONE) >= 0) {
            throw new Refusal(
                    "CONFIDENCE_OUT_OF_RANGE",
                    "A confidence is above 0 and below 1, such as 0.99; a rule asks for " + confidence.toPlainString()
                            + ".",
                    null);
        }
        return BigDecimal.valueOf(ascending.size())
                .multiply(BigDecimal.ONE.subtract(confidence))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }
}
