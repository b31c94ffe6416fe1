package org.plimsoll.cases;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.wire.DecimalText;

/**
 * What a figure must be. Written as
 *
 * <ul>
 *   <li>{@code 125000.00}: this value; 1.0 and 1.00 are the same;
 *   <li>{@code ">= 0"}, {@code "> 0"}, {@code "<= 0"}, {@code "< 0"}, {@code "!= 0"}: a bound;
 *   <li>{@code "~ 26316.89"}: this value once rounded to as many decimals, ties away from zero;
 *   <li>{@code "~ 26316.89 +- 0.005"}: at most the tolerance away, the tolerance itself included.
 * </ul>
 *
 * @param operator how to compare
 * @param value with what
 * @param tolerance how far away it may be, zero or above; zero unless the operator is {@code NEAR}
 * @param text as it was written
 */
public record Comparison(Operator operator, BigDecimal value, BigDecimal tolerance, String text) {

    /** How a figure is compared. */
    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        ABOVE,
        AT_LEAST,
        BELOW,
        AT_MOST,
        NEAR,
        ROUNDED
    }

    private static final Pattern BOUND = Pattern.compile("(>=|>|<=|<|!=|=)\\s*(\\S+)");
    private static final Pattern ROUNDED = Pattern.compile("~\\s*(-?[0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern NEAR = Pattern.compile("~\\s*(\\S+)\\s*(?:\\+-|\\+/-|±)\\s*(\\S+)");

    /** Parses; null when the text is no comparison. */
    public static @Nullable Comparison parse(String written) {
        String text = written.strip();
        Matcher near = NEAR.matcher(text);
        if (near.matches()) {
            BigDecimal value = DecimalText.parse(near.group(1));
            BigDecimal tolerance = DecimalText.parse(near.group(2));
            return value == null || tolerance == null || tolerance.signum() < 0
                    ? null
                    : new Comparison(Operator.NEAR, value, tolerance, text);
        }
        Matcher rounded = ROUNDED.matcher(text);
        if (rounded.matches()) {
            BigDecimal value = new BigDecimal(rounded.group(1));
            return new Comparison(Operator.ROUNDED, value, BigDecimal.ZERO, text);
        }
        Matcher bound = BOUND.matcher(text);
        boolean bounded = bound.matches();
        BigDecimal value = DecimalText.parse(bounded ? bound.group(2) : text);
        return value == null
                ? null
                : new Comparison(operator(bounded ? bound.group(1) : "="), value, BigDecimal.ZERO, text);
    }

    private static Operator operator(String sign) {
        return switch (sign) {
            case ">=" -> Operator.AT_LEAST;
            case ">" -> Operator.ABOVE;
            case "<=" -> Operator.AT_MOST;
            case "<" -> Operator.BELOW;
            case "!=" -> Operator.NOT_EQUAL;
            case "=" -> Operator.EQUAL;
            default -> throw new IllegalArgumentException(sign);
        };
    }

    /** Whether a figure is what it must be. */
    public boolean accepts(BigDecimal figure) {
        int order = figure.compareTo(value);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case ABOVE -> order > 0;
            case AT_LEAST -> order >= 0;
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case NEAR -> figure.subtract(value).abs().compareTo(tolerance) <= 0;
            case ROUNDED -> figure.setScale(value.scale(), RoundingMode.HALF_UP).compareTo(value) == 0;
        };
    }
}
