package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.InstrumentType;

/**
 * Stock and options of one underlying that are margined together: a single leg, or a recognised combination. Of the ways
 * to group the legs of an underlying, the one with the least requirement is taken; a strategy that no rule requires margin
 * of is none. A rule on a strategy matches no other fact, and its requirement must grow with the strategy: twice the
 * contracts, twice the margin.
 *
 * @param context what all facts share
 * @param pool margin pool it belongs to
 * @param underlying what its legs derive from
 * @param kind what it is
 * @param name what it is called, such as {@code iron condor}
 * @param legs positions, or parts of them
 * @param figures what the market says of it
 * @param exerciseStyle when its options may be exercised; null without options, or when they differ
 * @param listed whether every option is listed; an option whose venue is {@code OTC} is not
 * @param sameExpiry whether all of its options expire on the same day
 * @param stockType what its stock is; null without
 * @param attributes attributes of the underlying, overridden by those of the legs; one in which legs differ is absent
 */
public record Strategy(
        FactContext context,
        String pool,
        String underlying,
        @Code(StrategyKind.class) String kind,
        String name,
        List<StrategyLeg> legs,
        StrategyFigures figures,
        @Code(ExerciseStyle.class) @Nullable String exerciseStyle,
        boolean listed,
        boolean sameExpiry,
        @Code(InstrumentType.class) @Nullable String stockType,
        Map<String, String> attributes)
        implements Fact, Scope {
    private static final String POINTER = "/portfolio/positions";

    /** Pool, underlying, kind and legs, such as {@code cross/ACME/COVERED_CALL/stock-1:200+call-1:-2}. */
    @Override
    public String id() {
        StringBuilder id = new StringBuilder(pool)
                .append('/')
                .append(underlying)
                .append('/')
                .append(kind);
        char separator = '/';
        for (StrategyLeg leg : legs) {
            id.append(separator)
                    .append(leg.position().id())
                    .append(':')
                    .append(leg.quantity().stripTrailingZeros().toPlainString());
            separator = '+';
        }
        return id.toString();
    }

    /** Worth of the options held. */
    public BigDecimal longPremium() {
        return longCallPremium().add(longPutPremium());
    }

    /** Worth of the options written, as a positive figure. */
    public BigDecimal shortPremium() {
        return shortCallPremium().add(shortPutPremium());
    }

    /** Worth of the calls held; zero without. */
    public BigDecimal longCallPremium() {
        return figures.longCall().premium();
    }

    /** Worth of the calls written, as a positive figure; zero without. */
    public BigDecimal shortCallPremium() {
        return figures.shortCall().premium();
    }

    /** Worth of the puts held; zero without. */
    public BigDecimal longPutPremium() {
        return figures.longPut().premium();
    }

    /** Worth of the puts written, as a positive figure; zero without. */
    public BigDecimal shortPutPremium() {
        return figures.shortPut().premium();
    }

    /** Aggregate exercise price of the calls held; zero without. */
    public BigDecimal longCallStrikeValue() {
        return figures.longCall().strikeValue();
    }

    /** Aggregate exercise price of the calls written; zero without. */
    public BigDecimal shortCallStrikeValue() {
        return figures.shortCall().strikeValue();
    }

    /** Aggregate exercise price of the puts held; zero without. */
    public BigDecimal longPutStrikeValue() {
        return figures.longPut().strikeValue();
    }

    /** Aggregate exercise price of the puts written; zero without. */
    public BigDecimal shortPutStrikeValue() {
        return figures.shortPut().strikeValue();
    }

    /** Amount by which the calls held are in the money; zero without. */
    public BigDecimal longCallIntrinsicValue() {
        return figures.longCall().intrinsicValue();
    }

    /** Amount by which the calls written are in the money; zero without. */
    public BigDecimal shortCallIntrinsicValue() {
        return figures.shortCall().intrinsicValue();
    }

    /** Amount by which the puts held are in the money; zero without. */
    public BigDecimal longPutIntrinsicValue() {
        return figures.longPut().intrinsicValue();
    }

    /** Amount by which the puts written are in the money; zero without. */
    public BigDecimal shortPutIntrinsicValue() {
        return figures.shortPut().intrinsicValue();
    }

    /** Amount by which the calls held are out of the money; zero without. */
    public BigDecimal longCallOutOfTheMoneyAmount() {
        return figures.longCall().outOfTheMoneyAmount();
    }

    /** Amount by which the calls written are out of the money; zero without. */
    public BigDecimal shortCallOutOfTheMoneyAmount() {
        return figures.shortCall().outOfTheMoneyAmount();
    }

    /** Amount by which the puts held are out of the money; zero without. */
    public BigDecimal longPutOutOfTheMoneyAmount() {
        return figures.longPut().outOfTheMoneyAmount();
    }

    /** Amount by which the puts written are out of the money; zero without. */
    public BigDecimal shortPutOutOfTheMoneyAmount() {
        return figures.shortPut().outOfTheMoneyAmount();
    }

    /** Worth of the underlying that the calls written stand for; zero without. */
    public BigDecimal shortCallUnderlyingValue() {
        return figures.shortCall().underlyingValue();
    }

    /** Worth of the underlying that the puts written stand for; zero without. */
    public BigDecimal shortPutUnderlyingValue() {
        return figures.shortPut().underlyingValue();
    }

    /**
     * The most its options can lose at expiry, premiums aside: the worst of their net intrinsic values at a price of zero
     * and of each strike; null for anything but a spread or a box.
     */
    public @Nullable BigDecimal maximumPotentialLoss() {
        return figures.maximumPotentialLoss();
    }

    /** Worth of its stock, absolute; zero without. */
    public BigDecimal stockValue() {
        return figures.stock().value();
    }

    /** Price of one unit of its stock in base currency; zero without. */
    public BigDecimal stockPrice() {
        return figures.stock().price();
    }

    /** Number of units of its stock, absolute; zero without. */
    public BigDecimal stockUnits() {
        return figures.stock().units();
    }

    /** Worth of its stock at entry price, absolute; null when unknown. */
    public @Nullable BigDecimal stockEntryValue() {
        return figures.stock().entryValue();
    }

    /** Whole days to the first expiry of its options; null without options. */
    public @Nullable Long daysToExpiry() {
        return figures.daysToExpiry();
    }

    /**
     * Months to the first expiry of its options; the same day of a later month is a whole number; null without options.
     */
    public @Nullable BigDecimal monthsToExpiry() {
        return figures.monthsToExpiry();
    }

    /**
     * A number among the attributes.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} or {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name) {
        return Attributes.number(attributes, name, POINTER);
    }

    /**
     * A number of zero or above among the attributes: an amount, a rate, a fee.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, {@code ATTRIBUTE_NOT_A_NUMBER} or {@code
     *     ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name) {
        return Attributes.amount(attributes, name, POINTER);
    }

    /**
     * A number of zero or above among the attributes, or the given one when no leg states it.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} when legs state different ones; {@code
     *     ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name, BigDecimal otherwise) {
        boolean isStated = attributes.containsKey(name)
                || legs.stream().anyMatch(leg -> leg.position().attributes().containsKey(name));
        return isStated ? amount(name) : otherwise;
    }

    @Override
    public String toString() {
        return "Strategy " + id();
    }
}
