package org.plimsoll.policy;

/**
 * Tell the account's owner.
 *
 * @param subject what it is about
 * @param reason why, in words
 */
public record Notify(Fact subject, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.NOTIFY;
    }
}
