package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionType;

/**
 * A position with its instrument's terms, its figures and the totals of its group and pool.
 *
 * @param context what all facts share
 * @param holding the position as submitted
 * @param instrument terms of what is held
 * @param figures what the market says of it
 * @param pool margin pool it belongs to
 * @param groupTotals totals of its group: the positions of its pool on the same underlying
 * @param poolTotals totals of its pool
 * @param attributes attributes of the instrument, overridden by those of the position
 */
public record Position(
        FactContext context,
        OpenPosition holding,
        Instrument instrument,
        PositionFigures figures,
        String pool,
        Totals groupTotals,
        Totals poolTotals,
        Map<String, String> attributes)
        implements Fact, Scope, RiskScope {

    @Override
    public String id() {
        return holding.id();
    }

    /** Identifier of the instrument held. */
    public String instrumentId() {
        return instrument.id();
    }

    /** What the instrument is. */
    @Code(InstrumentType.class)
    public String instrumentType() {
        return instrument.type().name();
    }

    /** What it derives from; the instrument itself when it derives from nothing. */
    public String underlying() {
        String underlying = instrument.underlying();
        return underlying == null ? instrument.id() : underlying;
    }

    /** Where it trades; null when it does not matter. */
    public @Nullable String venue() {
        return instrument.venue();
    }

    /** Currency it is quoted and settled in. */
    public String currency() {
        return instrument.currency();
    }

    /** Units of the underlying in one contract. */
    public BigDecimal multiplier() {
        return instrument.multiplier();
    }

    /** Call or put; null for anything but an option. */
    @Code(OptionType.class)
    public @Nullable String optionType() {
        return instrument.option() == null ? null : instrument.option().type().name();
    }

    /** Exercise price of one unit of the underlying in the instrument's currency; null for anything but an option. */
    public @Nullable BigDecimal strike() {
        return instrument.option() == null ? null : instrument.option().strike();
    }

    /** When an option may be exercised; null for anything but an option. */
    @Code(ExerciseStyle.class)
    public @Nullable String exerciseStyle() {
        return instrument.option() == null
                ? null
                : instrument.option().exerciseStyle().name();
    }

    /** Whole days to an option's expiry or a contract's maturity; null without one. */
    public @Nullable Long daysToExpiry() {
        return figures.daysToExpiry();
    }

    /** Years to an option's expiry or a contract's maturity; an anniversary is a whole number; null without one. */
    public @Nullable BigDecimal residualMaturityYears() {
        return figures.residualMaturityYears().orNull();
    }

    /** Who issued a security; null when not applicable. */
    @Code(IssuerKind.class)
    public @Nullable String issuerKind() {
        return instrument.issuerKind() == null ? null : instrument.issuerKind().name();
    }

    /** The same as {@link #issuerKind()}: the rule engine takes the first letters of that name for a getter's prefix. */
    @Code(IssuerKind.class)
    public @Nullable String getIssuerKind() {
        return issuerKind();
    }

    /** Credit quality step 1 (best) to 6; null when unrated. */
    public @Nullable Integer creditQualityStep() {
        return instrument.creditQualityStep();
    }

    /** Index an equity belongs to; null when not applicable. */
    @Code(IndexMembership.class)
    public @Nullable String indexMembership() {
        return instrument.indexMembership() == null
                ? null
                : instrument.indexMembership().name();
    }

    /** Long or short. A quantity of zero is long. */
    @Code(Side.class)
    public String side() {
        return holding.quantity().signum() < 0 ? Side.SHORT.name() : Side.LONG.name();
    }

    /** Signed number of contracts or units. */
    public BigDecimal quantity() {
        return holding.quantity();
    }

    /** Absolute number of contracts or units. */
    public BigDecimal size() {
        return holding.quantity().abs();
    }

    /** Average price at entry in the instrument's currency; null when unknown. */
    public @Nullable BigDecimal entryPrice() {
        return holding.entryPrice();
    }

    /** Absolute amount at entry price; null when the entry price is unknown. */
    public @Nullable BigDecimal entryValue() {
        return figures.entryValue();
    }

    /** Cross or isolated. */
    @Code(MarginMode.class)
    public String marginMode() {
        return (pool.equals(MarginPool.CROSS) ? MarginMode.CROSS : MarginMode.ISOLATED).name();
    }

    /** Price of one unit in the instrument's currency. */
    public BigDecimal price() {
        return figures.price();
    }

    /** Base currency for one unit of the instrument's currency. */
    public BigDecimal fxRate() {
        return figures.fxRate();
    }

    /** Seconds between the price's time and the evaluation time. */
    public long priceAgeSeconds() {
        return figures.priceAgeSeconds();
    }

    /** Signed worth. */
    public BigDecimal marketValue() {
        return figures.marketValue();
    }

    /** Absolute amount exposed. */
    public BigDecimal notional() {
        return figures.notional();
    }

    /** Profit above zero, loss below; null when the entry price is unknown. */
    public @Nullable BigDecimal unrealizedPnl() {
        return figures.unrealizedPnl();
    }

    /** Price of the underlying in the instrument's currency; null without one. */
    public @Nullable BigDecimal underlyingPrice() {
        return figures.underlyingPrice();
    }

    /** Worth of the underlying that the position stands for, absolute. */
    public BigDecimal underlyingValue() {
        return figures.underlyingValue();
    }

    /** Worth of an option at its market price, absolute; zero for others. */
    public BigDecimal premiumValue() {
        return instrument.option() == null
                ? BigDecimal.ZERO
                : figures.marketValue().abs();
    }

    /** Worth of an option if exercised now, absolute; zero for others. */
    public BigDecimal intrinsicValue() {
        return figures.intrinsicValue();
    }

    /** Amount by which an option is out of the money, absolute; zero for others. */
    public BigDecimal outOfTheMoneyAmount() {
        return figures.outOfTheMoneyAmount();
    }

    /** Annual volatility as a fraction; null when unknown. */
    public @Nullable BigDecimal volatility() {
        return figures.volatility();
    }

    /** Days to close the position at the manifest's share of daily volume; null when the volume is unknown. */
    public @Nullable BigDecimal daysToLiquidate() {
        return figures.daysToLiquidate().orNull();
    }

    /** Long and short notional of its group added up. */
    public BigDecimal groupGrossNotional() {
        return groupTotals.grossNotional();
    }

    /** Absolute net notional of its group. */
    public BigDecimal groupNetNotional() {
        return groupTotals.netNotional();
    }

    /** Long and short notional of its pool added up. */
    public BigDecimal poolGrossNotional() {
        return poolTotals.grossNotional();
    }

    /** Part of its worth that counts towards equity, signed: market value, or profit and loss of contracts. */
    public BigDecimal value() {
        return figures.countedValue();
    }

    /** Sum of the values above zero of its pool's positions. */
    public BigDecimal poolGrossReceivable() {
        return poolTotals.receivable();
    }

    /** What the account would be paid if all positions of its pool were closed now; zero when it would have to pay. */
    public BigDecimal poolNetReceivable() {
        return poolTotals.netReceivable();
    }

    /** Sum of the values below zero of its pool's positions, as a positive figure. */
    public BigDecimal poolGrossPayable() {
        return poolTotals.payable();
    }

    /** What the account would have to pay if all positions of its pool were closed now, as a positive figure. */
    public BigDecimal poolNetPayable() {
        return poolTotals.netPayable();
    }

    /** Best bid for one unit in the instrument's currency; null when unknown. */
    public @Nullable BigDecimal bid() {
        return figures.quote() == null ? null : figures.quote().bid();
    }

    /** Best offer of one unit in the instrument's currency; null when unknown. */
    public @Nullable BigDecimal ask() {
        return figures.quote() == null ? null : figures.quote().ask();
    }

    /** Contracts of the instrument open in the market; null when unknown. */
    public @Nullable BigDecimal openInterest() {
        return figures.quote() == null ? null : figures.quote().openInterest();
    }

    /** Units of the instrument traded on an average day; null when unknown. */
    public @Nullable BigDecimal averageDailyVolume() {
        return figures.quote() == null ? null : figures.quote().averageDailyVolume();
    }

    /**
     * A number among the attributes.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} or {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name) {
        return Attributes.number(attributes, name, "/portfolio/positions");
    }

    /**
     * A number among the attributes, or the given one when none is stated.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name, BigDecimal otherwise) {
        return attributes.containsKey(name) ? number(name) : otherwise;
    }

    /**
     * A number of zero or above among the attributes: an amount, a rate, a fee.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, {@code ATTRIBUTE_NOT_A_NUMBER} or {@code
     *     ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name) {
        return Attributes.amount(attributes, name, "/portfolio/positions");
    }

    /**
     * A number of zero or above among the attributes, or the given one when none is stated.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name, BigDecimal otherwise) {
        return attributes.containsKey(name) ? amount(name) : otherwise;
    }

    /** Units of the underlying that it moves like, signed. */
    @OnDemand
    public BigDecimal delta() {
        return context.risk().figure(this, RiskFigure.NET_DELTA);
    }

    /** Change of its delta when the underlying's price rises by one in base currency. */
    @OnDemand
    public BigDecimal gamma() {
        return context.risk().figure(this, RiskFigure.GAMMA);
    }

    /** Change of its worth when annual volatility rises by one, which is a hundred points, signed. */
    @OnDemand
    public BigDecimal vega() {
        return context.risk().figure(this, RiskFigure.VEGA);
    }

    /**
     * Annual volatility of the position's instrument in a scenario of a set, rounded half up to twelve decimals.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code OPTION_VOLATILITY_MISSING}, {@code SCENARIO_SET_MISSING} or {@code
     *     SCENARIO_RANGE_MISSING}
     */
    public BigDecimal shockedVolatility(String scenarioSet, BigDecimal number) {
        return context.risk().shockedVolatility(this, scenarioSet, number);
    }

    /**
     * A parameter of the rule set that is stated once for each value of an attribute: that of its value. In the
     * manifest its name ends in a dot and the value, such as {@code minimum.INDEX}.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, or {@code PARAMETER_MISSING} when it is not stated
     *     for that value
     */
    public BigDecimal parameterBy(String name, String attribute) {
        return parameter(name + "." + Attributes.text(attributes, attribute, "/portfolio/positions"));
    }

    @Override
    public String toString() {
        return "Position " + id();
    }
}
