package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Move an asset into the account from a source the account's owner controls.
 *
 * @param subject pool that is short
 * @param asset asset to move
 * @param quantity units, above zero
 * @param source where from
 * @param reason why, in words
 */
public record TopUp(AccountHealth subject, String asset, BigDecimal quantity, String source, String reason)
        implements Action {

    @Override
    public ActionType type() {
        return ActionType.TOP_UP;
    }
}
