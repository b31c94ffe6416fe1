package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Trade an underlying against the exposure of a pool.
 *
 * @param subject pool exposed
 * @param underlying what to trade
 * @param quantity signed units to trade
 * @param residualDelta delta left after the trade
 * @param reason why, in words
 */
public record Hedge(
        AccountHealth subject, String underlying, BigDecimal quantity, BigDecimal residualDelta, String reason)
        implements Action {

    @Override
    public ActionType type() {
        return ActionType.HEDGE;
    }
}
