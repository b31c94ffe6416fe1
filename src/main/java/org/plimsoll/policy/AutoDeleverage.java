package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Close a position against its most profitable counterparts.
 *
 * @param subject the position
 * @param rank place in the queue, one being first
 * @param quantity contracts or units to close, above zero
 * @param reason why, in words
 */
public record AutoDeleverage(PositionHealth subject, int rank, BigDecimal quantity, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.AUTO_DELEVERAGE;
    }
}
