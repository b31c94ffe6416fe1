package org.plimsoll.engine.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/**
 * What the gate knows of a value.
 *
 * @param kind what it is
 * @param javaType its class in generated code
 * @param codes the closed set it belongs to; null when it is not a code
 * @param size of a number, a bound of its decimal exponent either way; of a text, a bound of its length
 */
record Type(Kind kind, Class<?> javaType, @Nullable SortedSet<String> codes, int size) {
    /** Kinds of values. */
    enum Kind {
        NUMBER("a number"),
        DECIMAL("a decimal"),
        WHOLE("a whole number"),
        TEXT("a text"),
        TRUTH("true or false"),
        TIME("a time"),
        FACT("a fact"),
        OUTCOME("an outcome"),
        MAP("a set of attributes"),
        NULL("null"),
        UNKNOWN("unknown");

        final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    /** Exponent of an amount that a fact may carry. */
    private static final int FIELD_SIZE = 40;
    /** Length of a text that a fact may carry. */
    private static final int TEXT_SIZE = 200;

    static final Type UNKNOWN = new Type(Kind.UNKNOWN, Object.class, null, 0);
    static final Type NULL = new Type(Kind.NULL, Object.class, null, 0);
    static final Type TRUTH = new Type(Kind.TRUTH, boolean.class, null, 0);
    static final Type NUMBER = new Type(Kind.NUMBER, BigDecimal.class, null, Limits.DIGITS);

    static Type decimal(int size) {
        return new Type(Kind.DECIMAL, BigDecimal.class, null, size);
    }

    static Type text(int size) {
        return new Type(Kind.TEXT, String.class, null, size);
    }

    /** Of a field, an argument or a result. */
    static Type of(Class<?> type, @Nullable SortedSet<String> codes) {
        if (type == BigDecimal.class) {
            return decimal(FIELD_SIZE);
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return new Type(Kind.WHOLE, type, null, FIELD_SIZE);
        }
        if (type == String.class) {
            return new Type(Kind.TEXT, type, codes, TEXT_SIZE);
        }
        if (type == boolean.class) {
            return TRUTH;
        }
        if (type == Instant.class) {
            return new Type(Kind.TIME, type, null, 0);
        }
        if (Map.class.isAssignableFrom(type)) {
            return new Type(Kind.MAP, type, null, 0);
        }
        if (Outcome.class.isAssignableFrom(type)) {
            return new Type(Kind.OUTCOME, type, null, 0);
        }
        return Fact.class.isAssignableFrom(type) ? new Type(Kind.FACT, type, null, 0) : UNKNOWN;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isUnknown() {
        return kind == Kind.UNKNOWN;
    }

    /** Whether it can be computed with. */
    boolean isNumeric() {
        return kind == Kind.NUMBER || kind == Kind.DECIMAL || kind == Kind.WHOLE;
    }

    /** As a message shows it. */
    String shown() {
        return kind == Kind.FACT || kind == Kind.OUTCOME ? javaType.getSimpleName() : kind.shown;
    }
}
