package org.plimsoll.engine.gate;

import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Decides for every number of a file whether it is compiled as a decimal or as a whole number, and puts arithmetic into
 * brackets where Drools needs them. Drools would take {@code 0.2} for a binary fraction and {@code 2} for an {@code int}
 * that overflows and divides without remainder; with a {@code B} behind it, either is an exact decimal. Its compiler fails
 * on {@code a > b * 2 + 1}, and does not on {@code a > (b * 2 + 1)}.
 */
final class ExactForms {
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?B?");
    private static final BigInteger LARGEST_WHOLE = BigInteger.valueOf(Integer.MAX_VALUE);

    private final Findings findings;
    private final Map<Integer, Edit> edits = new TreeMap<>();

    /** Brackets to put in, by the offset that they come before. */
    private final SortedMap<Integer, String> brackets = new TreeMap<>();

    private record Edit(int end, String text) {}

    ExactForms(Findings findings) {
        this.findings = findings;
    }

    /** Whether a number is written as numbers are; if not, it is found fault with. */
    boolean isWellFormed(Node.Numeral number) {
        if (!FORM.matcher(number.text()).matches()) {
            findings.add(GateCode.NUMBER_FORMAT, number.start(), "`" + number.text() + "` is not a plain number.");
            return false;
        }
        if (digits(number).replace(".", "").length() > Limits.DIGITS) {
            findings.add(
                    GateCode.NUMBER_SIZE, number.start(), "The number has more than " + Limits.DIGITS + " digits.");
            return false;
        }
        return true;
    }

    /** Whether an expression is nothing but a number without fraction that fits a whole-number field. */
    static boolean isWhole(Node node) {
        Node.Numeral number = node instanceof Node.Minus minus && minus.inner() instanceof Node.Numeral inner
                ? inner
                : node instanceof Node.Numeral itself ? itself : null;
        if (number == null || !FORM.matcher(number.text()).matches()) {
            return false;
        }
        String digits = digits(number);
        return digits.indexOf('.') < 0 && new BigInteger(digits).compareTo(LARGEST_WHOLE) <= 0;
    }

    /** Makes the numbers of an expression that is nothing but a number decimals. */
    void decimal(Node node) {
        form(node, "B");
    }

    /** Makes the number of an expression that is nothing but a number a whole number. */
    void whole(Node node) {
        form(node, "");
    }

    private void form(Node node, String suffix) {
        if (node instanceof Node.Numeral number) {
            edits.put(number.start(), new Edit(number.end(), digits(number) + suffix));
        } else if (node instanceof Node.Minus minus) {
            form(minus.inner(), suffix);
        } else if (node instanceof Node.Bracket bracket) {
            form(bracket.inner(), suffix);
        }
    }

    /** Puts brackets around arithmetic that has none. */
    void bracket(Node node) {
        if (node instanceof Node.Binary arithmetic) {
            brackets.merge(arithmetic.start(), "(", String::concat);
            brackets.merge(arithmetic.end(), ")", String::concat);
        }
    }

    private static String digits(Node.Numeral number) {
        String text = number.text();
        return text.endsWith("B") ? text.substring(0, text.length() - 1) : text;
    }

    /** The text with every number in the form decided for it, and the brackets. */
    String applied(String text) {
        StringBuilder changed = new StringBuilder(text.length() + edits.size());
        int at = 0;
        for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
            at = copy(text, at, edit.getKey(), changed);
            changed.append(edit.getValue().text());
            at = edit.getValue().end();
        }
        copy(text, at, text.length(), changed);
        return changed.toString();
    }

    /** Copies text with the brackets in it up to an offset, those before that offset included; gives the offset. */
    private int copy(String text, int from, int to, StringBuilder changed) {
        int at = from;
        for (Map.Entry<Integer, String> bracket : brackets.subMap(from, to + 1).entrySet()) {
            changed.append(text, at, bracket.getKey()).append(bracket.getValue());
            at = bracket.getKey();
        }
        changed.append(text, at, to);
        return to;
    }
}
