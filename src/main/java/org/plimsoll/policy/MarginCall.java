package org.plimsoll.policy;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Call for margin.
 *
 * @param subject pool that is short
 * @param amount amount called, above zero
 * @param basis requirement the call restores
 * @param minimumTransferAmount amount below which no transfer is made, as it was applied; zero when there is none
 * @param dueBy deadline
 * @param reason why, in words
 */
public record MarginCall(
        AccountHealth subject,
        BigDecimal amount,
        @Code(CallBasis.class) String basis,
        BigDecimal minimumTransferAmount,
        Instant dueBy,
        String reason)
        implements Action {

    /** A call without a minimum transfer amount. */
    public MarginCall(
            AccountHealth subject,
            BigDecimal amount,
            @Code(CallBasis.class) String basis,
            Instant dueBy,
            String reason) {
        this(subject, amount, basis, BigDecimal.ZERO, dueBy, reason);
    }

    @Override
    public ActionType type() {
        return ActionType.MARGIN_CALL;
    }
}
