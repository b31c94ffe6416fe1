package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Division in {@link MathContext#DECIMAL128}, to the last digit and zero what {@link BigDecimal#divide(BigDecimal,
 * MathContext)} gives. That one works out 34 digits and then takes zeros off one by one, which is slow just where the
 * answer is short, as with prices and quantities it often is.
 */
public final class Quotient {
    private static final int SHORT_SCALE = 12;
    private static final int DIGITS = MathContext.DECIMAL128.getPrecision();

    private Quotient() {}

    /**
     * One number divided by another.
     *
     * @throws ArithmeticException when the divisor is zero
     */
    public static BigDecimal of(BigDecimal dividend, BigDecimal divisor) {
        int scale = dividend.scale() - divisor.scale();
        if (scale > SHORT_SCALE || dividend.signum() == 0) {
            return dividend.divide(divisor, MathContext.DECIMAL128);
        }
        BigDecimal quotient = dividend.divide(divisor, SHORT_SCALE, RoundingMode.DOWN);
        boolean exact = quotient.multiply(divisor).compareTo(dividend) == 0;
        if (!exact || quotient.precision() - quotient.scale() > DIGITS) {
            return dividend.divide(divisor, MathContext.DECIMAL128);
        }
        BigDecimal shortest = quotient.stripTrailingZeros();
        return shortest.scale() >= scale || shortest.precision() + scale - shortest.scale() > DIGITS
                ? shortest
                : shortest.setScale(scale);
    }
}
