package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The positions of one pool on one underlying.
 *
 * @param context what all facts share
 * @param pool margin pool it belongs to
 * @param underlying what the positions derive from
 * @param totals sums over the positions
 */
public record PositionGroup(FactContext context, String pool, String underlying, Totals totals)
        implements Fact, Scope, RiskScope {

    /** Pool and underlying, such as {@code cross/BTC}. */
    @Override
    public String id() {
        return pool + "/" + underlying;
    }

    /** Number of positions. */
    public int positionCount() {
        return totals.positionCount();
    }

    /** Notional of the long positions. */
    public BigDecimal longNotional() {
        return totals.longNotional();
    }

    /** Notional of the short positions, as a positive figure. */
    public BigDecimal shortNotional() {
        return totals.shortNotional();
    }

    /** Long and short notional added up. */
    public BigDecimal grossNotional() {
        return totals.grossNotional();
    }

    /** Absolute difference of long and short notional. */
    public BigDecimal netNotional() {
        return totals.netNotional();
    }

    /** Signed worth. */
    public BigDecimal marketValue() {
        return totals.marketValue();
    }

    /** Signed worth of the options. */
    @OnDemand
    public BigDecimal netOptionValue() {
        return context.risk().figure(this, RiskFigure.NET_OPTION_VALUE);
    }

    /** Units of the underlying that the options stand for, long and short added up: contracts times multiplier. */
    @OnDemand
    public BigDecimal optionUnits() {
        return context.risk().figure(this, RiskFigure.OPTION_UNITS);
    }

    /** Number of option contracts that are short, as a positive figure. */
    @OnDemand
    public BigDecimal shortOptionContracts() {
        return context.risk().figure(this, RiskFigure.SHORT_OPTION_CONTRACTS);
    }

    /** Worth of the underlying that the short options stand for, as a positive figure. */
    @OnDemand
    public BigDecimal shortOptionUnderlyingValue() {
        return context.risk().figure(this, RiskFigure.SHORT_OPTION_UNDERLYING_VALUE);
    }

    /**
     * Price of one unit of the underlying in base currency: that of the underlying of its options, or else the price of
     * its position without expiry, or else of that which expires first.
     */
    @OnDemand
    public BigDecimal underlyingPrice() {
        return context.risk().figure(this, RiskFigure.UNDERLYING_PRICE);
    }

    /** Units of the underlying that the positions move like, long less short, signed. */
    @OnDemand
    public BigDecimal netDelta() {
        return context.risk().figure(this, RiskFigure.NET_DELTA);
    }

    /** Units of the underlying that the positions move like, long and short added up, position by position. */
    @OnDemand
    public BigDecimal grossDelta() {
        return context.risk().figure(this, RiskFigure.GROSS_DELTA);
    }

    /**
     * Units of the underlying that are long on one side and short on the other: half of what the gross delta exceeds
     * the net by.
     */
    @OnDemand
    public BigDecimal hedgedDelta() {
        return context.risk().figure(this, RiskFigure.HEDGED_DELTA);
    }

    /**
     * Units of the underlying that are long in one contract month and short in another, the deltas of a month being
     * netted first. The month is the attribute {@code contractMonth}, or else the expiry.
     */
    @OnDemand
    public BigDecimal calendarSpreadDelta() {
        return context.risk().figure(this, RiskFigure.CALENDAR_SPREAD_DELTA);
    }

    /** Change of the net delta, in units, when the underlying's price rises by one in base currency. */
    @OnDemand
    public BigDecimal gamma() {
        return context.risk().figure(this, RiskFigure.GAMMA);
    }

    /** Change of worth when annual volatility rises by one, which is a hundred points, signed. */
    @OnDemand
    public BigDecimal vega() {
        return context.risk().figure(this, RiskFigure.VEGA);
    }

    /** Attributes that all of its positions have with the same value, such as those of one product. */
    public Map<String, String> attributes() {
        return context.risk().sharedAttributes(this);
    }

    /**
     * A number among the attributes that its positions share.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, also when its positions have different ones, or
     *     {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name) {
        return Attributes.number(attributes(), name, "/portfolio/positions");
    }

    /**
     * A number of zero or above among the attributes that its positions share: an amount, a rate, a range.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, also when its positions have different ones,
     *     {@code ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name) {
        return Attributes.amount(attributes(), name, "/portfolio/positions");
    }

    /**
     * A number of zero or above among the attributes that its positions share, or the given one when none of them states
     * it.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} when some state it and others do not, or state
     *     another; {@code ATTRIBUTE_NOT_A_NUMBER} or {@code ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name, BigDecimal otherwise) {
        return context.risk().statesNone(this, name) ? otherwise : amount(name);
    }

    /**
     * A parameter of the rule set that is stated once for each value of an attribute that its positions share: that of its value. In the
     * manifest its name ends in a dot and the value, such as {@code minimum.INDEX}.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, or {@code PARAMETER_MISSING} when it is not stated
     *     for that value
     */
    public BigDecimal parameterBy(String name, String attribute) {
        return parameter(name + "." + Attributes.text(attributes(), attribute, "/portfolio/positions"));
    }

    @Override
    public String toString() {
        return "PositionGroup " + id();
    }
}
