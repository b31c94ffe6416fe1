package org.plimsoll.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.policy.MarginTier;

/**
 * A table of tiers by notional: maintenance margin = notional × rate of the tier − amount of the tier. Amounts are such
 * that the requirement is continuous: amount(n) = amount(n−1) + floor(n) × (rate(n) − rate(n−1)), the first being zero.
 * A floor belongs to the tier above it.
 *
 * <p>Reference: Binance FAQ ceccfcfb4e3a45e3b48b0b1bb1a8ae46; Hyperliquid documentation, margin tiers.
 *
 * @param tiers the tiers, from the lowest
 */
public record TieredMargin(List<MarginTier> tiers) {

    /** @throws IllegalArgumentException unless there is a tier, the first floor is zero and floors ascend */
    public TieredMargin {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.get(0).floor().signum() != 0) {
            throw new IllegalArgumentException("the first tier starts at zero");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).floor().compareTo(tiers.get(i - 1).floor()) <= 0) {
                throw new IllegalArgumentException("the floor of tier " + (i + 1) + " is not above the one before");
            }
        }
    }

    /**
     * A table whose amounts follow from its floors and rates.
     *
     * @param steps floors and rates, from the lowest floor, which is zero
     * @throws IllegalArgumentException when the first floor is not zero or floors do not ascend
     */
    public static TieredMargin of(List<Step> steps) {
        List<MarginTier> tiers = new ArrayList<>(steps.size());
        BigDecimal amount = BigDecimal.ZERO;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i > 0) {
                amount = nextAmount(
                        amount, step.floor(), step.rate(), steps.get(i - 1).rate());
            }
            tiers.add(new MarginTier(i + 1, step.floor(), step.rate(), amount));
        }
        return new TieredMargin(tiers);
    }

    /** The amount that keeps the requirement continuous at a floor, where the rate changes. */
    public static BigDecimal nextAmount(
            BigDecimal previousAmount, BigDecimal floor, BigDecimal rate, BigDecimal previousRate) {
        return previousAmount.add(floor.multiply(rate.subtract(previousRate)));
    }

    /**
     * The maintenance rate of venues that require half of the initial margin at maximum leverage: (1 ÷ leverage) ÷ 2, in
     * {@link MathContext#DECIMAL128}.
     *
     * @param maximumLeverage above zero
     */
    public static BigDecimal halfOfInitialRate(BigDecimal maximumLeverage) {
        return BigDecimal.ONE.divide(maximumLeverage.multiply(BigDecimal.valueOf(2)), MathContext.DECIMAL128);
    }

    /**
     * The tier of a notional.
     *
     * @param notional signed or absolute; its sign does not matter
     */
    public MarginTier tierOf(BigDecimal notional) {
        BigDecimal size = notional.abs();
        int lowest = 0;
        int highest = tiers.size() - 1;
        while (lowest < highest) {
            int middle = (lowest + highest + 1) >>> 1;
            if (tiers.get(middle).floor().compareTo(size) <= 0) {
                lowest = middle;
            } else {
                highest = middle - 1;
            }
        }
        return tiers.get(lowest);
    }

    /** Maintenance margin of a notional, whose sign does not matter. */
    public BigDecimal maintenance(BigDecimal notional) {
        MarginTier tier = tierOf(notional);
        return notional.abs().multiply(tier.maintenanceRate()).subtract(tier.maintenanceAmount());
    }

    /**
     * Where a rate starts.
     *
     * @param floor notional from which the rate applies
     * @param rate maintenance margin for one unit of notional, a fraction
     */
    public record Step(BigDecimal floor, BigDecimal rate) {}
}
