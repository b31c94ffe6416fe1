package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.InstrumentType;

/**
 * What a pledged asset counts for once haircuts are settled, together with the health of its pool. Rules that require
 * an action on an asset match this fact.
 *
 * @param collateral the asset
 * @param eligible whether it counts for anything
 * @param haircut sum of its haircuts, zero to one; one when it is not eligible
 * @param value worth after haircuts
 * @param health its pool
 */
public record CollateralHealth(
        Collateral collateral, boolean eligible, BigDecimal haircut, BigDecimal value, AccountHealth health)
        implements Fact {

    @Override
    public FactContext context() {
        return collateral.context();
    }

    @Override
    public String id() {
        return collateral.id();
    }

    @Override
    public String pool() {
        return collateral.pool();
    }

    /** What the asset is to a haircut schedule. */
    @Code(CollateralKind.class)
    public String kind() {
        return collateral.kind();
    }

    /** What the instrument is. */
    @Code(InstrumentType.class)
    public String instrumentType() {
        return collateral.instrumentType();
    }

    /** Units pledged. */
    public BigDecimal quantity() {
        return collateral.quantity();
    }

    /** Worth before haircuts. */
    public BigDecimal marketValue() {
        return collateral.marketValue();
    }

    /** Equity missing to the pool's initial margin, as a positive figure. */
    public BigDecimal poolInitialShortfall() {
        return health.initialShortfall();
    }

    /** Equity missing to the pool's maintenance margin, as a positive figure. */
    public BigDecimal poolMaintenanceShortfall() {
        return health.maintenanceShortfall();
    }

    /** Equity above the pool's initial margin; zero when short. */
    public BigDecimal poolInitialSurplus() {
        return health.initialSurplus();
    }

    /**
     * What a rule said of the asset before settlement.
     *
     * @param name name of the figure; some rule must say it
     * @throws org.plimsoll.portfolio.Refusal {@code FIGURE_MISSING} when no rule said it of this asset
     */
    public BigDecimal figure(String name) {
        return health.settlement().figures().require(collateral, name);
    }

    /**
     * Sum of the figures of one name that rules said of the pool and of its positions and assets before settlement; zero
     * when they said it of none.
     *
     * @param name name of the figure; some rule must say it
     */
    public BigDecimal sumOf(String name) {
        return health.sumOf(name);
    }

    /** Identifier of the instrument pledged. */
    public String instrumentId() {
        return collateral.instrumentId();
    }

    /** What it derives from; the instrument itself when it derives from nothing. */
    public String underlying() {
        return collateral.underlying();
    }

    /** Currency it is denominated in. */
    public String currency() {
        return collateral.currency();
    }

    /** Price of one unit in the asset's currency. */
    public BigDecimal price() {
        return collateral.price();
    }

    /** Base currency for one unit of the asset's currency. */
    public BigDecimal fxRate() {
        return collateral.fxRate();
    }

    /** Market value divided by that of all collateral of the pool, zero to one. */
    public BigDecimal shareOfPool() {
        return collateral.shareOfPool();
    }

    /** Whether no other asset of the pool is worth more before haircuts; of equals the one with the first id. */
    public boolean largestOfPool() {
        return collateral.largestOfPool();
    }

    /** Days to sell at the manifest's share of daily volume; null when the volume is unknown. */
    public @Nullable BigDecimal daysToLiquidate() {
        return collateral.daysToLiquidate();
    }

    /** Attributes of the instrument, overridden by those of the asset. */
    public Map<String, String> attributes() {
        return collateral.attributes();
    }

    /** Money the pool owes, as a positive figure. */
    public BigDecimal poolLoans() {
        return health.loans();
    }

    /** Largest amount the pool owes in one currency, as a positive figure. */
    public BigDecimal poolLargestLoan() {
        return health.largestLoan();
    }

    /** Equity of the pool. */
    public BigDecimal poolEquity() {
        return health.equity();
    }

    /** Worth of the pool's collateral before haircuts. */
    public BigDecimal poolCollateralMarketValue() {
        return health.collateralMarketValue();
    }

    /** Worth of the pool's collateral after haircuts. */
    public BigDecimal poolCollateralValue() {
        return health.collateralValue();
    }

    /** Initial margin of the pool. */
    public BigDecimal poolInitialMargin() {
        return health.initialMargin();
    }

    /** Maintenance margin of the pool. */
    public BigDecimal poolMaintenanceMargin() {
        return health.maintenanceMargin();
    }

    /**
     * A number among the attributes.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING} or {@code ATTRIBUTE_NOT_A_NUMBER}
     */
    public BigDecimal number(String name) {
        return collateral.number(name);
    }

    /**
     * A number of zero or above among the attributes: an amount, a rate, a fee.
     *
     * @throws org.plimsoll.portfolio.Refusal {@code ATTRIBUTE_MISSING}, {@code ATTRIBUTE_NOT_A_NUMBER} or {@code
     *     ATTRIBUTE_NEGATIVE}
     */
    public BigDecimal amount(String name) {
        return collateral.amount(name);
    }

    @Override
    public String toString() {
        return "CollateralHealth " + id();
    }
}
