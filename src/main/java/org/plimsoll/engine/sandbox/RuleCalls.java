package org.plimsoll.engine.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import org.drools.model.Drools;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;
import org.plimsoll.portfolio.Refusal;

/**
 * What {@link BudgetWeaver} has rule code call. Public because rule code lives in a loader of its own; rule files cannot
 * name it, since neither the compiler nor {@link ClassAdmission} knows it.
 */
public final class RuleCalls {
    /** Digits that a decimal in rule code may have; the arithmetic of rules rounds to 34. */
    static final int MOST_DIGITS = 2_500;

    /** Largest absolute scale of a decimal in rule code. */
    static final int LARGEST_SCALE = 1_000;

    /** Characters that a text in rule code may have. */
    static final int LONGEST_TEXT = 4_000;

    private RuleCalls() {}

    /** Pays for the steps that the calling code is about to take. */
    public static void tick(int steps) {
        Budget.tick(steps);
    }

    /** Pays for the steps that a consequence is about to take. */
    public static void tick(Drools drools, int steps) {
        Payer.of(drools).pay(steps);
    }

    /**
     * Passes a decimal on, unless it is so long that the next operation on it could take any time: adding
     * {@code 1E+1000000000} to one, or rounding it to a step of one, writes out its digits.
     */
    public static @Nullable BigDecimal bounded(@Nullable BigDecimal value) {
        if (value != null) {
            int scale = value.scale();
            if (scale > LARGEST_SCALE || scale < -LARGEST_SCALE || value.precision() > MOST_DIGITS) {
                throw Budget.stopBecause(
                        new Refusal("RULE_DECIMAL_TOO_LARGE", "A rule computed a number with too many digits.", null));
            }
        }
        return value;
    }

    /** Passes a text on, unless it is so long that joining it with itself a few times would fill the memory. */
    public static @Nullable String bounded(@Nullable String value) {
        if (value != null && value.length() > LONGEST_TEXT) {
            throw Budget.stopBecause(
                    new Refusal("RULE_TEXT_TOO_LONG", "A rule made a text with too many characters.", null));
        }
        return value;
    }

    /** Passes a text on that was just joined, and pays for its characters: outcomes may keep it. */
    public static @Nullable String joined(@Nullable String value) {
        bounded(value);
        if (value != null) {
            Budget.tick(value.length());
        }
        return value;
    }

    /** Passes a text on that a consequence just joined, as {@link #joined(String)}. */
    public static @Nullable String joined(@Nullable String value, Drools drools) {
        bounded(value);
        if (value != null) {
            Payer.of(drools).pay(value.length());
        }
        return value;
    }

    /** Passes on whether a fact meets a condition, and counts it when it does. */
    public static boolean matched(boolean matches) {
        if (matches) {
            Budget.match();
        }
        return matches;
    }

    /** The text of a value that is joined to another, as {@link String#valueOf(Object)} gives it. */
    public static String text(@Nullable Object value) {
        boolean isShort = value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof Fact;
        if (!isShort) {
            throw Budget.stopBecause(new Refusal(
                    "RULE_TEXT_TOO_LONG", "A rule may join texts, numbers, dates and facts to a text only.", null));
        }
        String text = String.valueOf(value);
        bounded(text);
        return text;
    }

    /** Inserts an outcome. */
    public static void insert(Drools drools, @Nullable Object outcome) {
        if (!(outcome instanceof Outcome inserted)) {
            throw Budget.stopBecause(
                    new Refusal("RULE_INSERTS_NO_OUTCOME", "A rule inserted something that is not an outcome.", null));
        }
        Payer.of(drools).payForInsertion(inserted);
        if (drools instanceof Payer payer) {
            payer.take(inserted);
        } else {
            drools.insert(inserted);
        }
    }
}
