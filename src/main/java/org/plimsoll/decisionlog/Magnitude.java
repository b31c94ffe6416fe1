package org.plimsoll.decisionlog;

import java.math.BigDecimal;

/** Amounts by the number of their digits before the decimal point, 0 below one: what classes know of amounts. */
final class Magnitude {
    private Magnitude() {}

    /** Magnitude of an amount that is not negative. */
    static short of(BigDecimal amount) {
        return (short) (amount.signum() == 0 ? 0 : Math.max(0, amount.precision() - amount.scale()));
    }

    /** Whether an amount is the smallest of its magnitude. */
    static boolean isSmallest(BigDecimal amount) {
        short magnitude = of(amount);
        return amount.compareTo(magnitude == 0 ? BigDecimal.ZERO : BigDecimal.ONE.scaleByPowerOfTen(magnitude - 1))
                == 0;
    }
}
