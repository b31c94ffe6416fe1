package org.plimsoll.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.plimsoll.portfolio.Refusal;

/**
 * Tests of a margin model: how many losses of a period exceeded what the model had asked for, and how likely that is if the
 * model is right. An exception is a day on which the loss exceeded the margin. Works in floating point; what it hands back
 * is rounded half up to {@link #SCALE} decimals.
 */
public final class BackTest {
    /** Decimals of ratios and probabilities. */
    public static final int SCALE = 10;

    private static final int MOST_OBSERVATIONS = 1_000_000;
    private static final double YELLOW = 0.95;
    private static final double RED = 0.9999;

    private BackTest() {}

    /**
     * Kupiec's likelihood ratio of the proportion of failures, −2 ln [(1 − p)ⁿ⁻ˣ pˣ ÷ ((1 − x÷n)ⁿ⁻ˣ (x÷n)ˣ)]: zero when
     * the exceptions are exactly as many as expected. Where the model is right it has a chi-squared distribution of one
     * degree of freedom: 3.841 is exceeded in 5 % of the tests, 6.635 in 1 %.
     *
     * <p>Reference: Kupiec, Techniques for verifying the accuracy of risk measurement models, 1995.
     *
     * @param observations days, n, at least one
     * @param exceptions exceptions among them, x
     * @param probability probability of an exception that the model states, p, such as 0.01
     * @throws Refusal {@code BACK_TEST_OUT_OF_RANGE}
     */
    public static BigDecimal kupiecRatio(BigDecimal observations, BigDecimal exceptions, BigDecimal probability) {
        return decimal(kupiec(observations, exceptions, probability));
    }

    /**
     * How likely a ratio at least as large as {@link #kupiecRatio} is when the model is right.
     *
     * @throws Refusal {@code BACK_TEST_OUT_OF_RANGE}
     */
    public static BigDecimal kupiecPValue(BigDecimal observations, BigDecimal exceptions, BigDecimal probability) {
        double ratio = kupiec(observations, exceptions, probability);
        return decimal(1 - new ChiSquaredDistribution(null, 1).cumulativeProbability(ratio));
    }

    /**
     * How likely at most so many exceptions are: the binomial distribution, exactly.
     *
     * @throws Refusal {@code BACK_TEST_OUT_OF_RANGE}
     */
    public static BigDecimal probabilityOfAtMost(
            BigDecimal exceptions, BigDecimal observations, BigDecimal probability) {
        int most = exceptionsOf(exceptions, observations);
        return decimal(binomial(observations, probability).cumulativeProbability(most));
    }

    /**
     * Number of exceptions at which the yellow zone of the traffic light begins: the least of which it is at least 95 %
     * likely that no more occur.
     *
     * <p>Reference: Basel Committee, Supervisory framework for the use of backtesting, January 1996, table 2.
     *
     * @param observations days, at least one
     * @param confidence confidence of the model, such as 0.99
     * @throws Refusal {@code BACK_TEST_OUT_OF_RANGE}
     */
    public static BigDecimal yellowZoneStart(BigDecimal observations, BigDecimal confidence) {
        return zoneStart(observations, confidence, YELLOW);
    }

    /**
     * Number of exceptions at which the red zone begins: the least of which it is at least 99.99 % likely that no more
     * occur. See {@link #yellowZoneStart}.
     *
     * @throws Refusal {@code BACK_TEST_OUT_OF_RANGE}
     */
    public static BigDecimal redZoneStart(BigDecimal observations, BigDecimal confidence) {
        return zoneStart(observations, confidence, RED);
    }

    private static BigDecimal zoneStart(BigDecimal observations, BigDecimal confidence, double cumulative) {
        BinomialDistribution exceptions = binomial(observations, BigDecimal.ONE.subtract(confidence));
        return BigDecimal.valueOf(exceptions.inverseCumulativeProbability(cumulative));
    }

    private static double kupiec(BigDecimal observations, BigDecimal exceptions, BigDecimal probability) {
        double n = observationsOf(observations);
        double x = exceptionsOf(exceptions, observations);
        double p = probabilityOf(probability);
        double stated = (n - x) * Math.log1p(-p) + x * Math.log(p);
        double observed = times(n - x, 1 - x / n) + times(x, x / n);
        return Math.max(0, 2 * (observed - stated));
    }

    /** {@code count × ln(share)}; zero for none, whose power is one. */
    private static double times(double count, double share) {
        return count == 0 ? 0 : count * Math.log(share);
    }

    private static BinomialDistribution binomial(BigDecimal observations, BigDecimal probability) {
        return new BinomialDistribution(null, observationsOf(observations), probabilityOf(probability));
    }

    private static int observationsOf(BigDecimal observations) {
        if (isFraction(observations)
                || observations.signum() <= 0
                || observations.compareTo(BigDecimal.valueOf(MOST_OBSERVATIONS)) > 0) {
            throw outOfRange("observations", observations, "a whole number from 1 to " + MOST_OBSERVATIONS);
        }
        return observations.intValueExact();
    }

    private static int exceptionsOf(BigDecimal exceptions, BigDecimal observations) {
        int most = observationsOf(observations);
        if (isFraction(exceptions) || exceptions.signum() < 0 || exceptions.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw outOfRange("exceptions", exceptions, "a whole number from 0 to the observations, " + most);
        }
        return exceptions.intValueExact();
    }

    private static double probabilityOf(BigDecimal probability) {
        if (probability.signum() <= 0 || probability.compareTo(BigDecimal.ONE) >= 0) {
            throw outOfRange("probability or confidence", probability, "above 0 and below 1");
        }
        return probability.doubleValue();
    }

    private static boolean isFraction(BigDecimal number) {
        return number.stripTrailingZeros().scale() > 0;
    }

    private static Refusal outOfRange(String what, BigDecimal value, String range) {
        return new Refusal(
                "BACK_TEST_OUT_OF_RANGE",
                "The " + what + " of a back-test must be " + range + ", not " + value.toPlainString() + ".",
                null);
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_UP);
    }
}
