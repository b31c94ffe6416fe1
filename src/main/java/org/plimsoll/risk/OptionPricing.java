package org.plimsoll.risk;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.OptionType;
import org.plimsoll.portfolio.Refusal;

/**
 * The worth of one unit of an option, by the formula of Black (1976) on the forward of its underlying, discounted; which is
 * that of Black, Scholes and Merton when the underlying is not a future. Works in floating point; what it hands back is
 * rounded half up to {@link #SCALE} decimals, a sensitivity to {@link #SENSITIVITY_SCALE}.
 *
 * <p>Fit for revaluing under moves of price and volatility, not for quoting: volatility does not depend on the strike, time
 * is calendar days ÷ 365, and an option that may be exercised early is worth what a European one is, but never less than
 * exercise gives.
 */
final class OptionPricing {
    /** Decimals of a worth. */
    static final int SCALE = 8;

    /** Decimals of a sensitivity: gamma is small where prices are large. */
    static final int SENSITIVITY_SCALE = 12;

    private static final double DAYS_A_YEAR = 365;

    private final String instrument;
    private final boolean call;
    private final boolean american;
    private final double strike;
    private final double years;
    private final double discount;
    private final double growth;

    private OptionPricing(Position option, boolean onFuture) {
        BigDecimal exercise = option.strike();
        Long days = option.daysToExpiry();
        if (exercise == null || days == null) {
            throw new IllegalArgumentException(option + " is no option");
        }
        double rate = rate(option, "interestRate");
        this.instrument = option.instrumentId();
        this.call = OptionType.CALL.name().equals(option.optionType());
        this.american = "AMERICAN".equals(option.exerciseStyle());
        this.strike = exercise.doubleValue();
        this.years = Math.max(0, days) / DAYS_A_YEAR;
        this.discount = Math.exp(-rate * years);
        this.growth = onFuture ? 1 : Math.exp((rate - rate(option, "dividendYield")) * years);
    }

    /**
     * The formula for an option.
     *
     * @param option position in it; its attributes {@code interestRate} and {@code dividendYield} are annual, continuously
     *     compounded, zero when not given; from -1 to 1, since beyond an option comes out worth nothing
     * @param onFuture whether its underlying is a future, whose price is a forward already
     */
    static OptionPricing of(Position option, boolean onFuture) {
        return new OptionPricing(option, onFuture);
    }

    private static double rate(Position option, String name) {
        if (!option.attributes().containsKey(name)) {
            return 0;
        }
        BigDecimal rate = option.number(name);
        if (rate.abs().compareTo(BigDecimal.ONE) > 0) {
            throw new Refusal(
                    SubmissionCode.REVALUATION_UNSUPPORTED.name(),
                    "The attribute '" + name + "' of " + Problems.quote(option.instrumentId())
                            + " is an annual rate from -1 to 1, such as 0.05 for 5 %, not " + rate.toPlainString()
                            + ".",
                    null);
        }
        return rate.doubleValue();
    }

    /** Worth of one unit of the underlying under option, in the instrument's currency. */
    BigDecimal value(BigDecimal underlying, BigDecimal volatility) {
        double price = underlying.doubleValue();
        double forward = price * growth;
        double exercised = Math.max(0, call ? price - strike : strike - price);
        double european = forward > 0
                ? discount * BlackFormulaRepository.price(forward, strike, years, volatility.doubleValue(), call)
                : discount * Math.max(0, call ? forward - strike : strike - forward);
        return decimal(american ? Math.max(european, exercised) : european, SCALE);
    }

    /** How the worth of one unit moves with the underlying and with volatility, by the European formula. */
    Sensitivities sensitivities(BigDecimal underlying, BigDecimal volatility) {
        double forward = underlying.doubleValue() * growth;
        double sigma = volatility.doubleValue();
        if (forward <= 0) {
            double delta = call ? 0 : -discount * growth;
            return new Sensitivities(decimal(delta, SENSITIVITY_SCALE), BigDecimal.ZERO, BigDecimal.ZERO);
        }
        return new Sensitivities(
                decimal(
                        discount * growth * BlackFormulaRepository.delta(forward, strike, years, sigma, call),
                        SENSITIVITY_SCALE),
                decimal(
                        discount * growth * growth * BlackFormulaRepository.gamma(forward, strike, years, sigma),
                        SENSITIVITY_SCALE),
                decimal(discount * BlackFormulaRepository.vega(forward, strike, years, sigma), SENSITIVITY_SCALE));
    }

    private BigDecimal decimal(double value, int scale) {
        if (!Double.isFinite(value)) {
            throw new Refusal(
                    SubmissionCode.REVALUATION_UNSUPPORTED.name(),
                    "The option " + Problems.quote(instrument)
                            + " cannot be valued by Black's formula here; send a risk array.",
                    null);
        }
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
    }

    /**
     * How an option's worth moves.
     *
     * @param delta with the underlying's price, by one
     * @param gamma of delta, with the underlying's price, by one
     * @param vega with annual volatility, by one
     */
    record Sensitivities(BigDecimal delta, BigDecimal gamma, BigDecimal vega) {}
}
