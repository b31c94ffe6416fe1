package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.PledgedAsset;

/** A pledged asset, for tests; see {@link Facts#collateral()}. */
public final class CollateralBuilder {
    private final InstrumentBuilder instrument = new InstrumentBuilder("EUR", InstrumentType.CASH);
    private FactContext context = Facts.context().build();
    private String id = "collateral-1";
    private BigDecimal quantity = new BigDecimal("1000");
    private BigDecimal price = BigDecimal.ONE;
    private BigDecimal marketValue = new BigDecimal("1000");
    private BigDecimal shareOfPool = BigDecimal.ONE;
    private @Nullable BigDecimal residualMaturityYears;
    private @Nullable BigDecimal volatility;
    private @Nullable BigDecimal daysToLiquidate;
    private long priceAgeSeconds;

    CollateralBuilder() {}

    public CollateralBuilder context(FactContext value) {
        context = value;
        return this;
    }

    public CollateralBuilder id(String value) {
        id = value;
        return this;
    }

    public CollateralBuilder type(InstrumentType value) {
        instrument.type = value;
        return this;
    }

    public CollateralBuilder instrumentId(String value) {
        instrument.id = value;
        return this;
    }

    public CollateralBuilder underlying(String value) {
        instrument.underlying = value;
        return this;
    }

    public CollateralBuilder currency(String value) {
        instrument.currency = value;
        return this;
    }

    /** A bond of this issuer, credit quality step and years to maturity. */
    public CollateralBuilder bond(IssuerKind issuer, int step, String years) {
        instrument.type = InstrumentType.BOND;
        instrument.issuerKind = issuer;
        instrument.creditQualityStep = step;
        residualMaturityYears = new BigDecimal(years);
        return this;
    }

    public CollateralBuilder rating(String value) {
        instrument.rating = value;
        return this;
    }

    public CollateralBuilder indexMembership(IndexMembership value) {
        instrument.indexMembership = value;
        return this;
    }

    public CollateralBuilder attribute(String name, String value) {
        instrument.attributes.put(name, value);
        return this;
    }

    public CollateralBuilder quantity(String value) {
        quantity = new BigDecimal(value);
        return this;
    }

    public CollateralBuilder price(String value) {
        price = new BigDecimal(value);
        return this;
    }

    public CollateralBuilder marketValue(String value) {
        marketValue = new BigDecimal(value);
        return this;
    }

    public CollateralBuilder shareOfPool(String value) {
        shareOfPool = new BigDecimal(value);
        return this;
    }

    public CollateralBuilder volatility(String value) {
        volatility = new BigDecimal(value);
        return this;
    }

    public CollateralBuilder daysToLiquidate(String value) {
        daysToLiquidate = new BigDecimal(value);
        return this;
    }

    public CollateralBuilder priceAgeSeconds(long value) {
        priceAgeSeconds = value;
        return this;
    }

    public Collateral build() {
        CollateralFigures figures = new CollateralFigures(
                price,
                BigDecimal.ONE,
                priceAgeSeconds,
                marketValue,
                Deferred.known(shareOfPool),
                true,
                Deferred.known(residualMaturityYears),
                volatility,
                Deferred.known(daysToLiquidate));
        return new Collateral(
                context,
                new PledgedAsset(id, instrument.id, quantity, Map.of()),
                instrument.build(),
                figures,
                Map.copyOf(instrument.attributes));
    }
}
