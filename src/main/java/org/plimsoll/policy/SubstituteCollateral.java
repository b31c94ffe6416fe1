package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * An asset that must be replaced by another.
 *
 * @param subject the asset
 * @param amount value, after haircuts, that the replacement must have, zero or above
 * @param reason why, in words
 */
public record SubstituteCollateral(CollateralHealth subject, BigDecimal amount, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.SUBSTITUTE_COLLATERAL;
    }
}
