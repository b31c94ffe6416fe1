package org.plimsoll.wire;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimals from text: {@code -?digits[.digits][e[+-]digits]}, at most {@value #INTEGER_DIGITS} digits before and
 * {@value #FRACTION_DIGITS} after the point. Zeros at either end do not count. Work is bounded by the length of the text,
 * and the result never has a negative scale, whatever the exponent.
 */
public final class DecimalText {
    static final int INTEGER_DIGITS = 30;
    static final int FRACTION_DIGITS = 18;
    static final int LONGEST_TEXT = 200;

    private static final int LARGEST_EXPONENT = 300;
    private static final int DIGITS_OF_THE_LARGEST_EXPONENT = 3;
    private static final int DIGITS_OF_A_LONG = 18;

    private DecimalText() {}

    /** Parses; null when the text is not a decimal or is out of range. */
    public static @Nullable BigDecimal parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    static @Nullable BigDecimal parse(char[] text, int start, int length) {
        int end = start + length;
        int at = start;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        if (end - at > DIGITS_OF_A_LONG + 1) {
            return parseLong(text, start, length);
        }
        long unscaled = 0;
        int digits = 0;
        int point = -1;
        for (; at < end; at++) {
            char character = text[at];
            if (character >= '0' && character <= '9') {
                unscaled = unscaled * 10 + (character - '0');
                digits++;
            } else if (character == '.' && point < 0 && digits > 0) {
                point = digits;
            } else {
                return parseLong(text, start, length);
            }
        }
        if (digits == 0 || digits > DIGITS_OF_A_LONG || point == digits) {
            return parseLong(text, start, length);
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : digits - point);
    }

    /** Whether a text is written like a decimal, in range or not. */
    static boolean isDecimal(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int point = digitsFrom(text, at);
        if (point == at) {
            return false;
        }
        at = point;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = digitsFrom(text, at + 1);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = digitsFrom(text, at);
            return exponent > at && exponent == text.length();
        }
        return at == text.length();
    }

    private static int digitsFrom(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static @Nullable BigDecimal parseLong(char[] characters, int start, int length) {
        if (length > LONGEST_TEXT) {
            return null;
        }
        String text = new String(characters, start, length);
        if (!isDecimal(text)) {
            return null;
        }
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = mark < 0 ? text : text.substring(0, mark);
        int exponent = mark < 0 ? 0 : exponent(text.substring(mark + 1));
        BigDecimal value = new BigDecimal(mantissa);
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (Math.abs(exponent) > LARGEST_EXPONENT) {
            return null;
        }
        value = value.scaleByPowerOfTen(exponent);
        BigDecimal shortest = value.stripTrailingZeros();
        int integerDigits = shortest.precision() - shortest.scale();
        if (integerDigits > INTEGER_DIGITS || shortest.scale() > FRACTION_DIGITS) {
            return null;
        }
        int scale = Math.min(Math.max(value.scale(), 0), FRACTION_DIGITS);
        return value.setScale(scale);
    }

    /** An exponent, or a value beyond the largest for one that is too large to tell. */
    private static int exponent(String text) {
        int digits = text.length();
        int first = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        while (first < digits && text.charAt(first) == '0') {
            first++;
        }
        boolean small = digits - first <= DIGITS_OF_THE_LARGEST_EXPONENT;
        int value = first == digits ? 0 : small ? Integer.parseInt(text.substring(first)) : LARGEST_EXPONENT + 1;
        return text.startsWith("-") ? -value : value;
    }

    /** Whether a decimal that is out of range is so for its size rather than for its precision. */
    static boolean isTooLarge(String text) {
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = mark < 0 ? text : text.substring(0, mark);
        int first = 0;
        while (first < mantissa.length() && (mantissa.charAt(first) < '1' || mantissa.charAt(first) > '9')) {
            first++;
        }
        int point = mantissa.indexOf('.') < 0 ? mantissa.length() : mantissa.indexOf('.');
        int digitsBeforePoint = first < point ? point - first : point + 1 - first;
        return digitsBeforePoint + (mark < 0 ? 0 : exponent(text.substring(mark + 1))) > INTEGER_DIGITS;
    }
}
