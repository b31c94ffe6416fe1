package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Close a part of a position.
 *
 * @param subject the position
 * @param quantity contracts or units to close, above zero and at most its size
 * @param reason why, in words
 */
public record ReducePosition(PositionHealth subject, BigDecimal quantity, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.REDUCE_POSITION;
    }
}
