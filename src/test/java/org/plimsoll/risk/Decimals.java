package org.plimsoll.risk;

import java.math.BigDecimal;

/** Short spelling of decimals in tests. */
final class Decimals {
    private Decimals() {}

    static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }
}
