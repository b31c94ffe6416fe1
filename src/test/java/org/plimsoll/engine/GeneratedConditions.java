package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.plimsoll.engine.GeneratedPolicy.Style;

/** Conditions of one pattern, as the gate admits them. */
final class GeneratedConditions {
    private static final List<String> ORDER = List.of("<", "<=", ">", ">=");
    private static final List<String> LIMITS = List.of(
            "0B",
            "5B",
            "5.0B",
            "5.00B",
            "7.25B",
            "10B",
            "10.0B",
            "12.5B",
            "20B",
            "49.99B",
            "50B",
            "100B",
            "1000B",
            "0.5B",
            "-5B",
            "-10.0B",
            "-0.5B",
            "123456789012345678901234567890B");
    private static final List<String> WHOLE_LIMITS =
            List.of("0", "1", "2", "3", "5", "6", "59", "60", "365", "2147483647", "-1");

    private final Random random;
    private final GeneratedSubject subject;
    private final Style style;
    private final boolean gated;

    /**
     * @param gated whether to keep to what the gate admits
     */
    GeneratedConditions(Random random, GeneratedSubject subject, Style style, boolean gated) {
        this.random = random;
        this.subject = subject;
        this.style = style;
        this.gated = gated;
    }

    /** Conditions in the author's order; none at times. */
    List<String> some() {
        List<String> conditions = new ArrayList<>();
        int count = random.nextInt(style == Style.TIERS ? 3 : 5);
        for (int i = 0; i < count; i++) {
            conditions.addAll(next());
        }
        return conditions;
    }

    private List<String> next() {
        return switch (style) {
            case TIERS -> random.nextInt(3) == 0 ? List.of(equality()) : interval();
            case CODES -> List.of(random.nextInt(4) == 0 ? any() : equality());
            case GUARDS -> random.nextInt(2) == 0 ? guarded() : List.of(any());
            case MIXED, RISKY -> random.nextInt(6) == 0 ? guarded() : List.of(any());
        };
    }

    private String any() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> equality();
            case 3, 4, 5 -> limit();
            case 6 -> whole();
            case 7 -> among();
            case 8 -> logic();
            case 9 -> presence();
            case 10 -> fieldAgainstField();
            case 11 -> computed();
            case 12 -> wording();
            default -> style == Style.RISKY ? risky() : "!(" + limit() + ")";
        };
    }

    private String equality() {
        String operator = random.nextInt(5) == 0 ? "!=" : "==";
        return switch (random.nextInt(6)) {
            case 0, 1 -> text(subject.codes().isEmpty() ? subject.texts() : subject.codes(), operator);
            case 2 -> text(subject.texts().isEmpty() ? subject.codes() : subject.texts(), operator);
            case 3 -> inEitherOrder(oneOf(subject.decimals()), operator, oneOf(LIMITS));
            case 4 -> inEitherOrder(oneOf(subject.optionalDecimals()), operator, oneOf(LIMITS));
            default ->
                subject.wholes().isEmpty()
                        ? inEitherOrder(oneOf(subject.decimals()), operator, oneOf(LIMITS))
                        : oneOf(subject.wholes()) + " " + operator + " " + oneOf(WHOLE_LIMITS);
        };
    }

    private String text(Map<String, List<String>> from, String operator) {
        String field = oneOf(from.keySet().stream().sorted().toList());
        String literal = "\"" + oneOf(from.getOrDefault(field, List.of())) + "\"";
        return field.contains("[") || !operator.equals("==")
                ? field + " " + operator + " " + literal
                : inEitherOrder(field, operator, literal);
    }

    /** With the literal first at times, and the operator turned round. */
    private String inEitherOrder(String field, String operator, String literal) {
        if (random.nextInt(4) > 0) {
            return field + " " + operator + " " + literal;
        }
        String turned = operator.startsWith("<")
                ? operator.replace('<', '>')
                : operator.startsWith(">") ? operator.replace('>', '<') : operator;
        return literal + " " + turned + " " + field;
    }

    private String limit() {
        return inEitherOrder(
                oneOf(random.nextInt(3) == 0 ? subject.optionalDecimals() : subject.decimals()),
                oneOf(ORDER),
                oneOf(LIMITS));
    }

    private String whole() {
        if (subject.wholes().isEmpty()) {
            return limit();
        }
        return oneOf(subject.wholes()) + " " + oneOf(ORDER) + " " + oneOf(WHOLE_LIMITS);
    }

    /** Two limits on one field: touching others, empty, or of one point. */
    private List<String> interval() {
        if (!subject.wholes().isEmpty() && random.nextInt(3) == 0) {
            String field = oneOf(subject.wholes());
            return List.of(
                    field + oneOf(List.of(" > ", " >= ")) + oneOf(WHOLE_LIMITS),
                    field + oneOf(List.of(" < ", " <= ")) + oneOf(WHOLE_LIMITS));
        }
        String field = random.nextInt(3) == 0
                ? subject.optionalDecimals().get(0)
                : subject.decimals().get(0);
        return List.of(
                inEitherOrder(field, oneOf(List.of(">", ">=")), oneOf(LIMITS)),
                inEitherOrder(field, oneOf(List.of("<", "<=")), oneOf(LIMITS)));
    }

    private String among() {
        String word = random.nextBoolean() ? " in (" : " not in (";
        if (!subject.codes().isEmpty() && random.nextBoolean()) {
            String field = oneOf(subject.codes().keySet().stream().sorted().toList());
            List<String> values = subject.codes().getOrDefault(field, List.of());
            return field + word + "\"" + oneOf(values) + "\", \"" + oneOf(values) + "\")";
        }
        if (!subject.wholes().isEmpty() && random.nextBoolean()) {
            return oneOf(subject.wholes()) + word + "1, 5, 60)";
        }
        return oneOf(subject.decimals()) + word + "5B, 10.0B, 100B)";
    }

    private String logic() {
        String operator = random.nextBoolean() ? " && " : " || ";
        return switch (random.nextInt(3)) {
            case 0 -> equality() + operator + limit();
            case 1 -> limit() + operator + limit();
            default -> "(" + equality() + operator + limit() + ") || " + limit();
        };
    }

    private String presence() {
        List<String> fields = new ArrayList<>(subject.optionalDecimals());
        if (subject.wholes().contains("daysToExpiry")) {
            fields.add("daysToExpiry");
        }
        if (subject.wholes().contains("creditQualityStep")) {
            fields.add("creditQualityStep");
        }
        return oneOf(fields) + (random.nextBoolean() ? " != null" : " == null");
    }

    private String fieldAgainstField() {
        if (!subject.truths().isEmpty() && random.nextBoolean()) {
            String truth = oneOf(subject.truths());
            return oneOf(List.of(truth, "!" + truth, truth + " == true", truth + " == false"));
        }
        return subject.decimals().get(0) + " " + oneOf(ORDER) + " "
                + subject.decimals().get(1);
    }

    private String computed() {
        String field = oneOf(subject.decimals());
        return oneOf(List.of(
                field + " * 2B > " + oneOf(LIMITS),
                "abs(" + field + ") >= 5B",
                "max(" + field + ", 5B) == 5.0B",
                field + " > parameter(\"threshold\")",
                field + " + 0.5B <= " + oneOf(LIMITS),
                field + " / 2B < " + oneOf(LIMITS)));
    }

    private String wording() {
        if (gated || !subject.texts().containsKey("currency")) {
            return computed();
        }
        return oneOf(List.of(
                "currency str[startsWith] \"U\"",
                "currency str[endsWith] \"R\"",
                "currency str[length] 3",
                "underlying contains \"BTC\"",
                "underlying not contains \"BTC\"",
                "currency >= \"F\"",
                "currency < \"F\""));
    }

    /** A condition that fails where a figure is absent, behind one that keeps it from doing so, and others before both. */
    private List<String> guarded() {
        String field = oneOf(subject.optionalDecimals());
        List<String> conditions = new ArrayList<>();
        if (random.nextBoolean()) {
            conditions.add(equality());
        }
        conditions.add(field + " != null");
        if (random.nextBoolean()) {
            conditions.add(limit());
        }
        conditions.add(oneOf(List.of(
                field + " * 2B > " + oneOf(LIMITS),
                field + " + " + subject.decimals().get(0) + " < " + oneOf(LIMITS),
                "min(" + field + ", 5B) == 5B")));
        return conditions;
    }

    /** A condition that some facts make fail. */
    private String risky() {
        String field = oneOf(subject.optionalDecimals());
        List<String> all = new ArrayList<>(List.of(
                field + " * 2B > " + oneOf(LIMITS),
                "100B / " + subject.decimals().get(0) + " > 5B"));
        if (!subject.type().equals("AccountHealth")) {
            all.add("number(\"beta\") > 1B");
        }
        return oneOf(all);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
