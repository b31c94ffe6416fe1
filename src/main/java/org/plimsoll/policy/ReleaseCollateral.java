package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Collateral that may be withdrawn.
 *
 * @param subject pool that has too much
 * @param amount value that may leave the pool, above zero
 * @param reason why, in words
 */
public record ReleaseCollateral(AccountHealth subject, BigDecimal amount, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.RELEASE_COLLATERAL;
    }
}
