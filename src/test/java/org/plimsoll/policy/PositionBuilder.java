package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionType;

/** A position, for tests; see {@link Facts#position()}. */
public final class PositionBuilder {
    private final InstrumentBuilder instrument = new InstrumentBuilder("BTC-PERP", InstrumentType.PERPETUAL);
    private FactContext context = Facts.context().build();
    private String id = "position-1";
    private String pool = MarginPool.CROSS;
    private BigDecimal quantity = BigDecimal.ONE;
    private BigDecimal price = new BigDecimal("1000");
    private BigDecimal marketValue = new BigDecimal("1000");
    private BigDecimal notional = new BigDecimal("1000");
    private @Nullable BigDecimal entryPrice;
    private @Nullable BigDecimal unrealizedPnl;
    private @Nullable BigDecimal underlyingPrice;
    private BigDecimal underlyingValue = BigDecimal.ZERO;
    private BigDecimal intrinsicValue = BigDecimal.ZERO;
    private BigDecimal outOfTheMoneyAmount = BigDecimal.ZERO;
    private @Nullable BigDecimal volatility;
    private @Nullable BigDecimal daysToLiquidate;
    private @Nullable Long daysToExpiry;
    private @Nullable BigDecimal residualMaturityYears;
    private long priceAgeSeconds;
    private Totals groupTotals = Facts.NO_TOTALS;
    private Totals poolTotals = Facts.NO_TOTALS;

    PositionBuilder() {}

    public PositionBuilder context(FactContext value) {
        context = value;
        return this;
    }

    public PositionBuilder id(String value) {
        id = value;
        return this;
    }

    public PositionBuilder pool(String value) {
        pool = value;
        return this;
    }

    public PositionBuilder type(InstrumentType value) {
        instrument.type = value;
        return this;
    }

    public PositionBuilder instrumentId(String value) {
        instrument.id = value;
        return this;
    }

    public PositionBuilder underlying(String value) {
        instrument.underlying = value;
        return this;
    }

    public PositionBuilder currency(String value) {
        instrument.currency = value;
        return this;
    }

    public PositionBuilder venue(String value) {
        instrument.venue = value;
        return this;
    }

    public PositionBuilder multiplier(String value) {
        instrument.multiplier = new BigDecimal(value);
        return this;
    }

    public PositionBuilder lotSize(String value) {
        instrument.lotSize = new BigDecimal(value);
        return this;
    }

    public PositionBuilder option(OptionType type, String strike, String expiry) {
        instrument.type = InstrumentType.OPTION;
        instrument.optionType = type;
        instrument.strike = new BigDecimal(strike);
        instrument.expiry = Facts.date(expiry);
        return this;
    }

    public PositionBuilder attribute(String name, String value) {
        instrument.attributes.put(name, value);
        return this;
    }

    /** Signed. */
    public PositionBuilder quantity(String value) {
        quantity = new BigDecimal(value);
        return this;
    }

    public PositionBuilder price(String value) {
        price = new BigDecimal(value);
        return this;
    }

    /** Signed. */
    public PositionBuilder marketValue(String value) {
        marketValue = new BigDecimal(value);
        return this;
    }

    /** Absolute. */
    public PositionBuilder notional(String value) {
        notional = new BigDecimal(value);
        return this;
    }

    public PositionBuilder entryPrice(String value) {
        entryPrice = new BigDecimal(value);
        return this;
    }

    public PositionBuilder unrealizedPnl(String value) {
        unrealizedPnl = new BigDecimal(value);
        return this;
    }

    public PositionBuilder underlyingPrice(String value) {
        underlyingPrice = new BigDecimal(value);
        return this;
    }

    public PositionBuilder underlyingValue(String value) {
        underlyingValue = new BigDecimal(value);
        return this;
    }

    public PositionBuilder intrinsicValue(String value) {
        intrinsicValue = new BigDecimal(value);
        return this;
    }

    public PositionBuilder outOfTheMoneyAmount(String value) {
        outOfTheMoneyAmount = new BigDecimal(value);
        return this;
    }

    public PositionBuilder volatility(String value) {
        volatility = new BigDecimal(value);
        return this;
    }

    public PositionBuilder daysToLiquidate(String value) {
        daysToLiquidate = new BigDecimal(value);
        return this;
    }

    public PositionBuilder daysToExpiry(long value) {
        daysToExpiry = value;
        return this;
    }

    public PositionBuilder residualMaturityYears(String value) {
        residualMaturityYears = new BigDecimal(value);
        return this;
    }

    public PositionBuilder priceAgeSeconds(long value) {
        priceAgeSeconds = value;
        return this;
    }

    public PositionBuilder groupTotals(Totals value) {
        groupTotals = value;
        return this;
    }

    public PositionBuilder poolTotals(Totals value) {
        poolTotals = value;
        return this;
    }

    public Position build() {
        BigDecimal entryValue =
                entryPrice == null ? null : entryPrice.multiply(quantity.abs()).multiply(instrument.multiplier);
        PositionFigures figures = new PositionFigures(
                price,
                BigDecimal.ONE,
                priceAgeSeconds,
                marketValue,
                notional,
                entryValue,
                unrealizedPnl,
                marketValue,
                underlyingPrice,
                underlyingValue,
                intrinsicValue,
                outOfTheMoneyAmount,
                volatility,
                Deferred.known(daysToLiquidate),
                daysToExpiry,
                Deferred.known(residualMaturityYears),
                null);
        OpenPosition holding = new OpenPosition(id, instrument.id, quantity, entryPrice, null, null, Map.of());
        return new Position(
                context,
                holding,
                instrument.build(),
                figures,
                pool,
                groupTotals,
                poolTotals,
                Map.copyOf(instrument.attributes));
    }
}
