package org.plimsoll.decision;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Refusal;

/** Checks that what a rule says can be meant. A figure out of range is an error of the policy and refused. */
final class Range {
    private static final int MOST_DIGITS = 200;
    private static final Pattern FIGURE_NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,59}");

    private Range() {}

    static void fraction(String what, @Nullable BigDecimal value, RuleReference rule) {
        notNegative(what, value, rule);
        if (value != null && value.compareTo(BigDecimal.ONE) > 0) {
            throw refusal(what, value, "a fraction from 0 to 1 (8 % is 0.08)", rule);
        }
    }

    static void notNegative(String what, @Nullable BigDecimal value, RuleReference rule) {
        if (value == null || value.signum() < 0 || tooLong(value)) {
            throw refusal(what, value, "zero or above", rule);
        }
    }

    static void positive(String what, @Nullable BigDecimal value, RuleReference rule) {
        if (value == null || value.signum() <= 0 || tooLong(value)) {
            throw refusal(what, value, "above zero", rule);
        }
    }

    /** A figure of any sign, of a name that a reader and a case can use. */
    static void figure(String name, @Nullable BigDecimal value, RuleReference rule) {
        if (!FIGURE_NAME.matcher(name).matches()) {
            throw new Refusal(
                    "OUTCOME_OUT_OF_RANGE",
                    "Rule '" + rule.name() + "' (" + rule.file() + ", line " + rule.line()
                            + ") names a figure other than by a small letter and up to 59 letters and digits.",
                    null);
        }
        if (value == null || tooLong(value)) {
            throw refusal("the figure " + name, value, "a number", rule);
        }
    }

    static void atMost(String what, BigDecimal value, BigDecimal most, RuleReference rule) {
        if (value.compareTo(most) > 0) {
            throw refusal(what, value, "at most " + most.toPlainString(), rule);
        }
    }

    static void code(String what, Class<? extends Enum<?>> codes, String value, RuleReference rule) {
        for (Enum<?> code : codes.getEnumConstants()) {
            if (code.name().equals(value)) {
                return;
            }
        }
        throw new Refusal(
                "OUTCOME_OUT_OF_RANGE",
                "Rule '" + rule.name() + "' (" + rule.file() + ", line " + rule.line() + ") gives " + what
                        + " a code that is not in the vocabulary.",
                null);
    }

    private static boolean tooLong(BigDecimal value) {
        return value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS;
    }

    private static Refusal refusal(String what, @Nullable BigDecimal value, String allowed, RuleReference rule) {
        String said = value == null ? "nothing" : tooLong(value) ? "a number too long to mean" : value.toPlainString();
        return new Refusal(
                "OUTCOME_OUT_OF_RANGE",
                "Rule '" + rule.name() + "' (" + rule.file() + ", line " + rule.line() + ") gives " + said + " as "
                        + what + ", which must be " + allowed + ".",
                null);
    }
}
