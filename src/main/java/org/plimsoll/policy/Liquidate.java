package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Close a position, or every position of a pool, without its owner's consent.
 *
 * @param subject the position, or the health of the pool
 * @param quantity contracts or units to close, above zero; null for a pool, which is closed whole
 * @param bankruptcyPrice price, in the instrument's currency, at which nothing of the pool's equity is left; null for a
 *     pool, or when no price above zero does
 * @param reason why, in words
 */
public record Liquidate(
        Fact subject,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal bankruptcyPrice,
        String reason) implements Action {

    /** Close a pool. */
    public Liquidate(AccountHealth subject, String reason) {
        this(subject, null, null, reason);
    }

    /** Close a part or all of a position. */
    public Liquidate(PositionHealth subject, BigDecimal quantity, String reason) {
        this(subject, quantity, subject.bankruptcyPrice(), reason);
    }

    @Override
    public ActionType type() {
        return ActionType.LIQUIDATE;
    }
}
