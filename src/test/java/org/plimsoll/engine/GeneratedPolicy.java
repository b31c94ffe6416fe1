package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A rule file from a seed. */
final class GeneratedPolicy {
    private final Random random;
    private final Style style;
    private final boolean gated;

    /** What most of its conditions are like. */
    enum Style {
        MIXED,
        TIERS,
        CODES,
        GUARDS,
        RISKY
    }

    /**
     * @param gated whether to keep to what the gate admits; otherwise with salience, and with operators it does not know
     */
    GeneratedPolicy(long seed, boolean gated) {
        this.gated = gated;
        random = new Random(seed);
        style = Style.values()[(int) Math.floorMod(seed, (long) Style.values().length)];
    }

    /** So many rules, called {@code r0}, {@code r1} and so on. */
    String rules(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(rule(i));
        }
        return text.toString();
    }

    private String rule(int number) {
        GeneratedSubject subject = oneOf(GeneratedSubject.ALL);
        List<String> conditions = new GeneratedConditions(random, subject, style, gated).some();
        String bound = subject.decimals().get(0);
        boolean binds = random.nextInt(4) == 0;
        if (binds) {
            conditions.add(random.nextInt(conditions.size() + 1), "$n : " + bound);
        }
        String salience = !gated && random.nextInt(3) > 0 ? " salience " + (random.nextInt(7) - 3) : "";
        return "rule \"r" + number + "\"" + salience + "\nwhen\n    $x : " + subject.type() + "("
                + String.join(", ", conditions) + ")\nthen\n" + consequence(subject, binds) + "end\n\n";
    }

    private String consequence(GeneratedSubject subject, boolean binds) {
        StringBuilder text = new StringBuilder();
        int kind = random.nextInt(6);
        if (kind == 0) {
            text.append("    amount = ")
                    .append(amount(subject, binds))
                    .append(";\n    if ($x.")
                    .append(subject.decimals().get(0))
                    .append(" > 5B) {\n        amount = amount + 1B;\n    ")
                    .append(outcome(subject, "amount"))
                    .append("    } else {\n    ")
                    .append(outcome(subject, "amount * 2B"))
                    .append("    }\n");
        } else if (kind == 1) {
            text.append("    if ($x.")
                    .append(subject.decimals().get(1))
                    .append(" >= 10B) {\n    ")
                    .append(outcome(subject, amount(subject, binds)))
                    .append("    }\n");
        } else {
            for (int i = 0; i <= random.nextInt(3); i++) {
                text.append(outcome(subject, amount(subject, binds)));
            }
        }
        return text.toString();
    }

    private String outcome(GeneratedSubject subject, String amount) {
        return "    " + oneOf(subject.outcomes()).replace("AMOUNT", amount) + "\n";
    }

    private String amount(GeneratedSubject subject, boolean binds) {
        String first = "$x." + subject.decimals().get(0);
        String second = "$x." + subject.decimals().get(1);
        List<String> amounts = new ArrayList<>(List.of(
                "0.15B",
                first + " * 0.1B",
                first + " + 5.00B",
                "max(" + first + ", 10B)",
                "abs(" + second + ")",
                second + " / 3B",
                first + " - " + second));
        if (binds) {
            amounts.addAll(List.of("$n", "$n * 0.5B", "$n * 0.5B"));
        }
        if (style == Style.RISKY && random.nextInt(3) == 0) {
            amounts.add("$x." + subject.optionalDecimals().get(0) + " * 2B");
            amounts.add("1B / " + first);
        }
        return oneOf(amounts);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
