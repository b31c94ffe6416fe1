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
 * @param receivable sum of the counted values above zero: what the account would be paid if each were closed now
 * @param payable sum of the counted values below zero, as a positive figure: what it would have to pay
 */
public record Totals(
        int positionCount,
        BigDecimal longNotional,
        BigDecimal shortNotional,
        BigDecimal marketValue,
        BigDecimal unrealizedPnl,
        BigDecimal countedValue,
        BigDecimal receivable,
        BigDecimal payable) {

    /** Long and short notional added up. */
    public BigDecimal grossNotional() {
        return longNotional.add(shortNotional);
    }

    /** What the account would be paid for all positions together; zero when it would have to pay. */
    public BigDecimal netReceivable() {
        return countedValue.max(BigDecimal.ZERO);
    }

    /** What the account would have to pay for all positions together, as a positive figure; zero when it would be paid. */
    public BigDecimal netPayable() {
        return countedValue.negate().max(BigDecimal.ZERO);
    }

    /** Absolute difference of long and short notional. */
    public BigDecimal netNotional() {
        return longNotional.subtract(shortNotional).abs();
    }
}
