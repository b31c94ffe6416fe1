package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.plimsoll.portfolio.Refusal;

/** Texts and numbers among attributes. */
final class Attributes {
    private static final int LONGEST_NUMBER = 40;

    private Attributes() {}

    static String text(Map<String, String> attributes, String name, String pointer) {
        String text = attributes.get(name);
        if (text == null) {
            throw new Refusal(
                    "ATTRIBUTE_MISSING", "A rule needs the attribute '" + name + "', which is not given.", pointer);
        }
        return text;
    }

    static BigDecimal number(Map<String, String> attributes, String name, String pointer) {
        String text = text(attributes, name, pointer);
        if (text.length() > LONGEST_NUMBER || !isPlainNumber(text)) {
            throw new Refusal(
                    "ATTRIBUTE_NOT_A_NUMBER",
                    "The attribute '" + name + "' must be a plain decimal number such as 0.05.",
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
        return new BigDecimal(text);
    }

    /** Digits, with a minus before them or a point between them. */
    private static boolean isPlainNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        boolean digitBefore = false;
        boolean point = false;
        for (int i = from; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean digit = character >= '0' && character <= '9';
            if (!digit && (character != '.' || point || !digitBefore)) {
                return false;
            }
            point |= !digit;
            digitBefore = digit;
        }
        return digitBefore;
    }

    /** A number that cannot be below zero: a sign that slipped in would turn a call into a release. */
    static BigDecimal amount(Map<String, String> attributes, String name, String pointer) {
        BigDecimal number = number(attributes, name, pointer);
        if (number.signum() < 0) {
            throw new Refusal(
                    "ATTRIBUTE_NEGATIVE",
                    "The attribute '" + name + "' must be zero or above; it is " + number.toPlainString() + ".",
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
        return number;
    }
}
