package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * A haircut on a pledged asset.
 *
 * @param collateral the asset
 * @param kind why it is taken; within a kind the largest applies, kinds add up, the sum stops at one
 * @param rate fraction of market value that does not count, zero to one
 * @param reason why, in words
 */
public record Haircut(
        Collateral collateral, @Code(HaircutKind.class) String kind, BigDecimal rate, String reason)
        implements Outcome {

    /** A haircut of kind {@code BASE}. */
    public Haircut(Collateral collateral, BigDecimal rate, String reason) {
        this(collateral, HaircutKind.BASE.name(), rate, reason);
    }
}
