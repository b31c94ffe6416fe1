package org.plimsoll.policy;

import java.math.BigDecimal;
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

    @Override
    public String toString() {
        return "CollateralHealth " + id();
    }
}
