package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Sums over a set of positions, in base currency.
 *
 * @param positionCount number of positions
 * @param longNotional notional of the long ones
 * @param shortNotional notional of the short ones, as a positive figure
 * @param marketValue signed worth
 * @param unrealizedPnl sum of what is known of profits and losses since entry
 * @param countedValue part of the worth that counts towards equity
 */
public record Totals(
        int positionCount,
        BigDecimal longNotional,
        BigDecimal shortNotional,
        BigDecimal marketValue,
        BigDecimal unrealizedPnl,
        BigDecimal countedValue) {

    /** Long and short notional added up. */
    public BigDecimal grossNotional() {
        return longNotional.add(shortNotional);
    }

    /** Absolute difference of long and short notional. */
    public BigDecimal netNotional() {
        return longNotional.subtract(shortNotional).abs();
    }
}
