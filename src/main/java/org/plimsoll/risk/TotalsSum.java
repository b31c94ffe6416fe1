package org.plimsoll.risk;

import java.math.BigDecimal;
import org.plimsoll.policy.PositionFigures;
import org.plimsoll.policy.Totals;

/** Adds up positions. Sums of decimals are exact, so their order does not matter. */
final class TotalsSum {
    private int positionCount;
    private BigDecimal longNotional = BigDecimal.ZERO;
    private BigDecimal shortNotional = BigDecimal.ZERO;
    private BigDecimal marketValue = BigDecimal.ZERO;
    private BigDecimal unrealizedPnl = BigDecimal.ZERO;
    private BigDecimal countedValue = BigDecimal.ZERO;
    private BigDecimal receivable = BigDecimal.ZERO;
    private BigDecimal payable = BigDecimal.ZERO;

    void add(BigDecimal quantity, PositionFigures figures) {
        positionCount++;
        if (quantity.signum() < 0) {
            shortNotional = shortNotional.add(figures.notional());
        } else {
            longNotional = longNotional.add(figures.notional());
        }
        marketValue = marketValue.add(figures.marketValue());
        if (figures.unrealizedPnl() != null) {
            unrealizedPnl = unrealizedPnl.add(figures.unrealizedPnl());
        }
        countedValue = countedValue.add(figures.countedValue());
        if (figures.countedValue().signum() < 0) {
            payable = payable.subtract(figures.countedValue());
        } else {
            receivable = receivable.add(figures.countedValue());
        }
    }

    Totals toTotals() {
        return new Totals(
                positionCount,
                longNotional,
                shortNotional,
                marketValue,
                unrealizedPnl,
                countedValue,
                receivable,
                payable);
    }
}
