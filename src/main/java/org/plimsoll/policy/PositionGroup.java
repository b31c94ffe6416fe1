package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * The positions of one pool on one underlying.
 *
 * @param context what all facts share
 * @param pool margin pool it belongs to
 * @param underlying what the positions derive from
 * @param totals sums over the positions
 */
public record PositionGroup(FactContext context, String pool, String underlying, Totals totals) implements Fact, Scope {

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

    @Override
    public String toString() {
        return "PositionGroup " + id();
    }
}
