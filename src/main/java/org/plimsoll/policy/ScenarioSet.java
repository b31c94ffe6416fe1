package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves of the market that positions are revalued under: data of the rule set.
 *
 * @param priceMove what a price move is a fraction of
 * @param volatilityMove how a volatility moves
 * @param damping how volatility moves depend on the time to expiry; present exactly when they are {@code DAMPED}
 * @param scenarios the moves, numbered from one
 */
public record ScenarioSet(
        PriceMove priceMove,
        VolatilityMove volatilityMove,
        @Nullable Damping damping,
        List<Scenario> scenarios) {
    public ScenarioSet {
        scenarios = List.copyOf(scenarios);
        if ((damping != null) != (volatilityMove == VolatilityMove.DAMPED)) {
            throw new IllegalArgumentException("damping goes with damped moves");
        }
    }

    /**
     * One scenario.
     *
     * @param price move of the price, a fraction of what {@link PriceMove} says
     * @param volatility move of the volatility, as {@link VolatilityMove} says
     * @param weight fraction of the profit or loss that counts
     */
    public record Scenario(BigDecimal price, BigDecimal volatility, BigDecimal weight) {}

    /** What a price move is a fraction of. */
    public enum PriceMove {
        /** The price itself: 0.16 is 16 % up. */
        RELATIVE,
        /** The price scan range that the rule gives, an amount of money for one unit of the underlying. */
        RANGE
    }

    /** How a volatility moves. */
    public enum VolatilityMove {
        /** By a fraction of itself: 0.25 makes 0.60 into 0.75. */
        RELATIVE,
        /** By so much: 0.25 makes 0.60 into 0.85. */
        ABSOLUTE,
        /** By a fraction of the volatility scan range that the rule gives, which is added. */
        RANGE,
        /** By a fraction of itself that is larger for options that expire soon; see {@link Damping}. */
        DAMPED
    }

    /**
     * How a volatility move depends on the time to expiry: it is multiplied by (days ÷ days to expiry) ^ power, and
     * volatility by one plus that.
     *
     * @param days time to expiry at which the move is as stated
     * @param fewestDays options closer to expiry are taken to be so far from it
     * @param shortPower power for options with fewer days to expiry than {@code days}
     * @param longPower power for others
     * @param leastUp volatility that a move upwards leads to at least
     */
    public record Damping(
            BigDecimal days, BigDecimal fewestDays, BigDecimal shortPower, BigDecimal longPower, BigDecimal leastUp) {}
}
