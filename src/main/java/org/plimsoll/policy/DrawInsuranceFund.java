package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Cover a loss that the pool cannot.
 *
 * @param subject pool whose equity is below zero
 * @param amount amount drawn, above zero
 * @param reason why, in words
 */
public record DrawInsuranceFund(AccountHealth subject, BigDecimal amount, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.DRAW_INSURANCE_FUND;
    }
}
