package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Close a position, every position of a pool, or a pledged asset, without its owner's consent.
 *
 * @param subject the position, the asset, or the health of the pool
 * @param quantity contracts or units to close, above zero; null for a pool
 * @param closeFactor share of what the pool owes that may be repaid by it, above zero and at most one; null when all is
 *     closed
 * @param bankruptcyPrice price, in the instrument's currency, at which nothing of the pool's equity is left; null for a
 *     pool, or when no price above zero does
 * @param reason why, in words
 */
public record Liquidate(
        Fact subject,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal closeFactor,
        @Nullable BigDecimal bankruptcyPrice,
        String reason)
        implements Action {

    /** Close a pool. */
    public Liquidate(AccountHealth subject, String reason) {
        this(subject, null, null, null, reason);
    }

    /** Close a part or all of a position. */
    public Liquidate(PositionHealth subject, BigDecimal quantity, String reason) {
        this(subject, quantity, null, subject.bankruptcyPrice(), reason);
    }

    /** Close a part or all of a position at a price of the rule's own. */
    public Liquidate(PositionHealth subject, BigDecimal quantity, @Nullable BigDecimal bankruptcyPrice, String reason) {
        this(subject, quantity, null, bankruptcyPrice, reason);
    }

    /** Close a part of a pool's debt, up to the close factor. */
    public Liquidate(AccountHealth subject, BigDecimal closeFactor, String reason) {
        this(subject, null, closeFactor, null, reason);
    }

    /** Seize a part or all of a pledged asset, against debt repaid up to the close factor. */
    public Liquidate(CollateralHealth subject, BigDecimal quantity, BigDecimal closeFactor, String reason) {
        this(subject, quantity, closeFactor, null, reason);
    }

    @Override
    public ActionType type() {
        return ActionType.LIQUIDATE;
    }
}
