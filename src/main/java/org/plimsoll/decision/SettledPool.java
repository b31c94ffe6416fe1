package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.policy.MarginTier;
import org.plimsoll.policy.SaidFigures;
import org.plimsoll.policy.Settlement;

/** The accounts of one margin pool while they are being settled: the accounting identity. */
final class SettledPool {
    private final MarginPool pool;
    private final List<SettledCollateral> collateral = new ArrayList<>();
    private BigDecimal initialMargin = BigDecimal.ZERO;
    private BigDecimal maintenanceMargin = BigDecimal.ZERO;
    private BigDecimal maintenanceReleasedByReduction = BigDecimal.ZERO;

    SettledPool(MarginPool pool) {
        this.pool = pool;
    }

    MarginPool pool() {
        return pool;
    }

    void add(SettledCollateral asset) {
        collateral.add(asset);
    }

    void require(BigDecimal initial, BigDecimal maintenance) {
        initialMargin = initialMargin.add(initial);
        maintenanceMargin = maintenanceMargin.add(maintenance);
    }

    /** Adds what closing a position down to its tier's floor sets free. */
    void releaseByReduction(SettledPosition position) {
        MarginTier tier = position.tier();
        if (tier != null) {
            maintenanceReleasedByReduction = maintenanceReleasedByReduction.add(
                    tier.maintenanceAboveFloor(position.position().notional()));
        }
    }

    /** equity = balances + Σ market value × (1 − haircut) + Σ position value that counts − loans. */
    AccountHealth health(SaidFigures figures) {
        BigDecimal collateralValue = BigDecimal.ZERO;
        for (SettledCollateral asset : collateral) {
            collateralValue = collateralValue.add(asset.value());
        }
        BigDecimal equity = pool.balances()
                .add(collateralValue)
                .add(pool.totals().countedValue())
                .subtract(pool.loans());
        return new AccountHealth(
                pool,
                new Settlement(
                        collateralValue,
                        equity,
                        initialMargin,
                        maintenanceMargin,
                        maintenanceReleasedByReduction,
                        figures));
    }
}
