package org.plimsoll.policy;

/**
 * Bar the account from something.
 *
 * @param subject pool that gives rise to it
 * @param restriction what is barred
 * @param reason why, in words
 */
public record RestrictTrading(
        AccountHealth subject, @Code(Restriction.class) String restriction, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.RESTRICT_TRADING;
    }
}
