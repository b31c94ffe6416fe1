package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.plimsoll.portfolio.Refusal;

/** Texts and numbers among attributes. */
final class Attributes {
    private static final int LONGEST_NUMBER = 40;
    private static final Predicate<String> PLAIN_NUMBER =
            Pattern.compile("-?[0-9]+(\\.[0-9]+)?").asMatchPredicate();

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
        if (text.length() > LONGEST_NUMBER || !PLAIN_NUMBER.test(text)) {
            throw new Refusal(
                    "ATTRIBUTE_NOT_A_NUMBER",
                    "The attribute '" + name + "' must be a plain decimal number such as 0.05.",
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
        return new BigDecimal(text);
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
