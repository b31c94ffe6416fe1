package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Close a position against its most profitable counterparts.
 *
 * @param subject the position
 * @param rank place in the queue of counterparts, one being first; null for the position of a bankrupt pool, against which
 *     they are closed
 * @param quantity contracts or units to close, above zero
 * @param bankruptcyPrice price, in the instrument's currency, at which the position uses up its share of a bankrupt pool's
 *     equity; null for a counterpart, or when no price above zero does
 * @param reason why, in words
 */
public record AutoDeleverage(
        PositionHealth subject,
        @Nullable Integer rank,
        BigDecimal quantity,
        @Nullable BigDecimal bankruptcyPrice,
        String reason)
        implements Action {

    /** Close a counterpart, by its place in the queue. */
    public AutoDeleverage(PositionHealth subject, int rank, BigDecimal quantity, String reason) {
        this(subject, rank, quantity, null, reason);
    }

    /** Close a position of a bankrupt pool against its counterparts, at its shared bankruptcy price. */
    public AutoDeleverage(PositionHealth subject, BigDecimal quantity, String reason) {
        this(subject, null, quantity, subject.sharedBankruptcyPrice(), reason);
    }

    @Override
    public ActionType type() {
        return ActionType.AUTO_DELEVERAGE;
    }
}
