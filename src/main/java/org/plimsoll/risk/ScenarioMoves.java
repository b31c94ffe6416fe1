package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.ScenarioScan;
import org.plimsoll.policy.ScenarioSet;
import org.plimsoll.policy.ScenarioSet.Damping;
import org.plimsoll.policy.ScenarioSet.Scenario;
import org.plimsoll.portfolio.Refusal;

/**
 * How prices and volatilities move in the scenarios of a set, given the ranges of a rule. Damped moves are computed in
 * floating point and rounded half up to {@link #SCALE} decimals; all others are exact.
 */
record ScenarioMoves(ScenarioSet set, ScenarioScan scan) {
    /** Decimals of a damped volatility. */
    static final int SCALE = 12;

    /** Number of the scenario a rule asks for, from zero. */
    int index(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        int count = set.scenarios().size();
        if (!whole || number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(count)) > 0) {
            throw new Refusal(
                    SubmissionCode.SCENARIO_NUMBER_OUT_OF_RANGE.name(),
                    "The scenario set '" + scan.scenarioSet() + "' has scenarios 1 to " + count + ", not "
                            + number.toPlainString() + ".",
                    null);
        }
        return number.intValueExact() - 1;
    }

    /** A price after a scenario's move. */
    BigDecimal price(BigDecimal price, Scenario scenario) {
        return switch (set.priceMove()) {
            case RELATIVE -> price.multiply(BigDecimal.ONE.add(scenario.price()));
            case RANGE -> price.add(scenario.price().multiply(range(scan.priceScanRange(), "price")));
        };
    }

    /** Annual volatility after a scenario's move, zero at least. */
    BigDecimal volatility(Position position, BigDecimal volatility, Scenario scenario) {
        BigDecimal moved = switch (set.volatilityMove()) {
            case RELATIVE -> volatility.multiply(BigDecimal.ONE.add(scenario.volatility()));
            case ABSOLUTE -> volatility.add(scenario.volatility());
            case RANGE ->
                scenario.volatility().signum() == 0
                        ? volatility
                        : volatility.add(
                                scenario.volatility().multiply(range(scan.volatilityScanRange(), "volatility")));
            case DAMPED -> damped(position, volatility, scenario.volatility());
        };
        return moved.max(BigDecimal.ZERO);
    }

    private BigDecimal damped(Position position, BigDecimal volatility, BigDecimal move) {
        Damping damping = set.damping();
        Long days = position.daysToExpiry();
        if (damping == null || days == null) {
            throw new Refusal(
                    SubmissionCode.REVALUATION_UNSUPPORTED.name(),
                    "The scenario set '" + scan.scenarioSet() + "' moves volatility by the time to expiry, which "
                            + Problems.quote(position.instrumentId()) + " does not have.",
                    null);
        }
        BigDecimal left = BigDecimal.valueOf(days).max(damping.fewestDays());
        BigDecimal power = left.compareTo(damping.days()) < 0 ? damping.shortPower() : damping.longPower();
        double factor = Math.pow(damping.days().doubleValue() / left.doubleValue(), power.doubleValue());
        BigDecimal moved = volatility
                .multiply(BigDecimal.ONE.add(move.multiply(BigDecimal.valueOf(factor))))
                .setScale(SCALE, RoundingMode.HALF_UP);
        return move.signum() > 0 ? moved.max(damping.leastUp()) : moved;
    }

    private BigDecimal range(@Nullable BigDecimal range, String what) {
        if (range == null) {
            throw new Refusal(
                    SubmissionCode.SCENARIO_RANGE_MISSING.name(),
                    "The scenario set '" + scan.scenarioSet() + "' moves by fractions of a " + what
                            + " scan range, and the rule gives none.",
                    null);
        }
        return range;
    }
}
