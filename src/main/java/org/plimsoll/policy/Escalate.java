package org.plimsoll.policy;

import java.time.Instant;

/**
 * Bring it before a person.
 *
 * @param subject what it is about
 * @param recipient whom
 * @param dueBy by when
 * @param reason why, in words
 */
public record Escalate(Fact subject, String recipient, Instant dueBy, String reason) implements Action {

    @Override
    public ActionType type() {
        return ActionType.ESCALATE;
    }
}
