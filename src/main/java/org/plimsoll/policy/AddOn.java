package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Margin on top of a requirement, in base currency.
 *
 * @param scope what it is required of
 * @param kind why
 * @param initial added to initial margin, zero or above
 * @param maintenance added to maintenance margin, zero or above
 * @param reason why, in words
 */
public record AddOn(
        AddOnScope scope, @Code(AddOnKind.class) String kind, BigDecimal initial, BigDecimal maintenance, String reason)
        implements Outcome {

    /** An add-on whose initial and maintenance margin are the same. */
    public AddOn(AddOnScope scope, @Code(AddOnKind.class) String kind, BigDecimal margin, String reason) {
        this(scope, kind, margin, margin, reason);
    }
}
