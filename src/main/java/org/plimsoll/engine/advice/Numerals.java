package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import org.plimsoll.engine.gate.Node;

/** Numbers as rules write them. */
final class Numerals {
    private Numerals() {}

    static BigDecimal value(Node.Numeral numeral) {
        String text = numeral.text();
        boolean isMarked = !Character.isDigit(text.charAt(text.length() - 1));
        return new BigDecimal(isMarked ? text.substring(0, text.length() - 1) : text);
    }

    /** As a reader would write it. */
    static String shown(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
