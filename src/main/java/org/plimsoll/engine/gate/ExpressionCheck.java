package org.plimsoll.engine.gate;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.gate.Type.Kind;

/** Finds the type of an expression, and fault with what Drools would compute wrongly or not at all. */
final class ExpressionCheck {
    private final Scope scope;
    private final Findings findings;
    private final ExactForms numbers;
    private final NameCheck names;
    private int connectives;

    ExpressionCheck(Scope scope, Findings findings, ExactForms numbers) {
        this.scope = scope;
        this.findings = findings;
        this.numbers = numbers;
        this.names = new NameCheck(scope, findings, numbers, this);
    }

    NameCheck names() {
        return names;
    }

    /** Checks a test; what is neither true nor false is found fault with. */
    void test(Node node) {
        connectives = 0;
        Type type = check(node);
        if (!type.isUnknown() && !type.is(Kind.TRUTH)) {
            findings.add(GateCode.NOT_A_CONDITION, node.start(), "This is " + type.shown() + ", not a comparison.");
        } else if (Node.bare(node) instanceof Node.Truth truth) {
            findings.add(GateCode.CONSTANT_CONDITION, node.start(), "This is always " + truth.value() + ".");
        }
        if (connectives > Limits.CONNECTIVES) {
            findings.add(GateCode.LOGIC_BUDGET, node.start(), "There are " + connectives + " `&&` and `||` in this.");
        }
    }

    /** The type of an expression. */
    Type check(Node node) {
        if (node instanceof Node.Numeral number) {
            return numbers.isWellFormed(number) ? Type.NUMBER : Type.UNKNOWN;
        } else if (node instanceof Node.Text text) {
            return Type.text(text.value().length());
        } else if (node instanceof Node.Truth) {
            return Type.TRUTH;
        } else if (node instanceof Node.Null) {
            return Type.NULL;
        } else if (node instanceof Node.Minus minus) {
            return minus(minus);
        } else if (node instanceof Node.Not not) {
            return not(not);
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.In in) {
            return in(in);
        } else if (node instanceof Node.Bracket bracket) {
            return bracket(bracket);
        } else {
            return names.check(node);
        }
    }

    private Type minus(Node.Minus minus) {
        if (minus.inner() instanceof Node.Numeral) {
            return check(minus.inner());
        }
        findings.add(GateCode.UNARY_MINUS, minus.start(), "The minus sign is not in front of a number.");
        check(minus.inner());
        return Type.UNKNOWN;
    }

    private Type not(Node.Not not) {
        Type inner = check(not.inner());
        if (!scope.inCondition()) {
            findings.add(GateCode.NEGATION, not.start(), "`!` is not used in a consequence.");
        } else if (!inner.isUnknown() && !inner.is(Kind.TRUTH)) {
            mismatch(not.start(), "`!` is in front of " + inner.shown() + ".");
        }
        mustNotBeginWithNumber(not.inner());
        return Type.TRUTH;
    }

    private Type bracket(Node.Bracket bracket) {
        Type inner = check(bracket.inner());
        boolean isLogic = Node.bare(bracket) instanceof Node.Binary binary && isLogic(binary);
        if (!scope.inCondition() && isLogic) {
            findings.add(
                    GateCode.LOST_BRACKETS,
                    bracket.start(),
                    "The brackets around this part of the test would be lost.");
        }
        return inner;
    }

    private static boolean isLogic(Node.Binary binary) {
        return binary.operator().equals("&&") || binary.operator().equals("||");
    }

    private Type binary(Node.Binary binary) {
        Type left = check(binary.left());
        Type right = check(binary.right());
        return switch (binary.operator()) {
            case "&&", "||" -> logic(binary, left, right);
            case "+", "-", "*", "/" -> arithmetic(binary, left, right);
            default -> comparison(binary, left, right);
        };
    }

    private Type logic(Node.Binary binary, Type left, Type right) {
        connectives++;
        for (Type side : new Type[] {left, right}) {
            if (!side.isUnknown() && !side.is(Kind.TRUTH)) {
                findings.add(
                        GateCode.HALF_CONSTRAINT,
                        binary.operatorStart(),
                        "One side of `" + binary.operator() + "` is " + side.shown() + ", not a comparison.");
            }
        }
        for (Node side : new Node[] {binary.left(), binary.right()}) {
            if (Node.bare(side) instanceof Node.Truth truth) {
                findings.add(GateCode.CONSTANT_CONDITION, side.start(), "This is always " + truth.value() + ".");
            }
            mustNotBeginWithNumber(side);
        }
        return Type.TRUTH;
    }

    /** For a comparison within other logic. */
    private void mustNotBeginWithNumber(Node side) {
        if (scope.inCondition()
                && Node.bare(side) instanceof Node.Binary comparison
                && !isLogic(comparison)
                && beginsWithNumber(comparison.left())
                && Node.bare(comparison.right()) instanceof Node.Binary) {
            findings.add(
                    GateCode.NUMBER_FIRST, side.start(), "The comparison begins with a number and ends in arithmetic.");
        }
    }

    private static boolean beginsWithNumber(Node node) {
        Node first = Node.bare(node);
        while (first instanceof Node.Binary binary) {
            first = Node.bare(binary.left());
        }
        return first instanceof Node.Numeral || first instanceof Node.Minus;
    }

    private Type arithmetic(Node.Binary binary, Type left, Type right) {
        boolean isText = left.is(Kind.TEXT) || right.is(Kind.TEXT);
        if (left.isUnknown() || right.isUnknown()) {
            return Type.UNKNOWN;
        }
        if (isText && binary.operator().equals("+")) {
            return joined(binary, left, right);
        }
        if (!left.isNumeric() || !right.isNumeric()) {
            Type wrong = left.isNumeric() ? right : left;
            mismatch(binary.operatorStart(), "`" + binary.operator() + "` is given " + wrong.shown() + ".");
            return Type.UNKNOWN;
        }
        if (left.is(Kind.WHOLE) && right.is(Kind.WHOLE)) {
            findings.add(
                    GateCode.WHOLE_NUMBERS,
                    binary.operatorStart(),
                    "Both sides of `" + binary.operator() + "` are whole-number fields.");
            return Type.UNKNOWN;
        }
        decimals(binary);
        boolean scales = binary.operator().equals("*") || binary.operator().equals("/");
        int size = scales ? left.size() + right.size() : Math.max(left.size(), right.size()) + 1;
        if (size > Limits.MAGNITUDE) {
            findings.add(GateCode.NUMBER_SIZE, binary.operatorStart(), "The result can have any number of digits.");
            return Type.UNKNOWN;
        }
        return Type.decimal(size);
    }

    private void decimals(Node.Binary binary) {
        decimal(binary.left());
        decimal(binary.right());
    }

    /** Makes a decimal of what is nothing but a number. */
    void decimal(Node node) {
        Node bare = Node.bare(node);
        if (bare instanceof Node.Numeral || bare instanceof Node.Minus) {
            numbers.decimal(node);
        }
    }

    private Type joined(Node.Binary binary, Type left, Type right) {
        if (scope.inCondition()) {
            mismatch(binary.operatorStart(), "Texts are joined in a condition.");
            return Type.UNKNOWN;
        }
        for (Type side : new Type[] {left, right}) {
            if (!side.is(Kind.TEXT) && !side.isNumeric()) {
                mismatch(binary.operatorStart(), "A text is joined with " + side.shown() + ".");
                return Type.UNKNOWN;
            }
        }
        decimals(binary);
        int size = left.size() + right.size();
        if (size > Limits.JOINED_TEXT) {
            findings.add(
                    GateCode.TOO_LONG,
                    binary.operatorStart(),
                    "The text can have more than " + Limits.JOINED_TEXT + " characters.");
            return Type.UNKNOWN;
        }
        return Type.text(size);
    }

    private Type comparison(Node.Binary binary, Type left, Type right) {
        if (left.isUnknown() || right.isUnknown()) {
            return Type.TRUTH;
        }
        boolean isEquality = binary.operator().equals("==") || binary.operator().equals("!=");
        if (left.is(Kind.NULL) || right.is(Kind.NULL)) {
            nulls(binary, isEquality);
        } else if (left.isNumeric() && right.isNumeric()) {
            numbers(binary, left, right);
        } else if (left.is(Kind.TEXT) && right.is(Kind.TEXT) && isEquality) {
            texts(binary, left, right);
        } else if (left.is(Kind.TRUTH) && right.is(Kind.TRUTH) && isEquality) {
            truths(binary);
        } else {
            clash(binary, left, right);
        }
        return Type.TRUTH;
    }

    private void clash(Node.Binary binary, Type left, Type right) {
        String one = named(binary.left(), left) + (isPath(binary.left()) ? "," : "");
        String detail = left.kind() == right.kind()
                ? one + " cannot be compared by `" + binary.operator() + "`."
                : one + " is compared with " + named(binary.right(), right)
                        + Hints.fieldsThatCanBe(left.is(Kind.TEXT) ? binary.left() : binary.right(), scope.fact());
        mismatch(binary.operatorStart(), Character.toUpperCase(detail.charAt(0)) + detail.substring(1));
    }

    private static String named(Node node, Type type) {
        return isPath(node) ? "`" + NameCheck.nameOf(node) + "`, " + type.shown() : type.shown();
    }

    private void nulls(Node.Binary binary, boolean isEquality) {
        boolean isField = binary.right() instanceof Node.Null && isPath(binary.left());
        if (!scope.inCondition()) {
            findings.add(GateCode.TEXT_COMPARISON, binary.operatorStart(), "Something is compared with null.");
        } else if (!isEquality || !isField) {
            findings.add(
                    GateCode.NULL, binary.operatorStart(), "Null is not on the right of a field and `==` or `!=`.");
        }
    }

    private void numbers(Node.Binary binary, Type left, Type right) {
        if (left.is(Kind.NUMBER) && right.is(Kind.NUMBER)) {
            findings.add(GateCode.CONSTANT_CONDITION, binary.operatorStart(), "Two numbers are compared.");
        } else if (left.is(Kind.WHOLE) && right.is(Kind.WHOLE)) {
            findings.add(GateCode.WHOLE_NUMBERS, binary.operatorStart(), "Two whole-number fields are compared.");
        } else if (left.is(Kind.WHOLE) && right.is(Kind.NUMBER)) {
            wholeAgainst(binary.right());
        } else if (left.is(Kind.NUMBER) && right.is(Kind.WHOLE)) {
            wholeAgainst(binary.left());
        } else {
            decimals(binary);
        }
        if (scope.inCondition()) {
            numbers.bracket(binary.left());
            numbers.bracket(binary.right());
        }
    }

    private void wholeAgainst(Node number) {
        if (ExactForms.isWhole(number)) {
            numbers.whole(number);
        } else {
            findings.add(
                    GateCode.WHOLE_NUMBERS,
                    number.start(),
                    "A whole-number field is compared with something else than a whole number up to 2147483647.");
        }
    }

    private void texts(Node.Binary binary, Type left, Type right) {
        if (!scope.inCondition()) {
            findings.add(GateCode.TEXT_COMPARISON, binary.operatorStart(), "Two texts are compared.");
            return;
        }
        boolean isConstant = binary.left() instanceof Node.Text && binary.right() instanceof Node.Text;
        if (isConstant) {
            findings.add(GateCode.CONSTANT_CONDITION, binary.operatorStart(), "Two texts are compared.");
        } else if (left.codes() != null && binary.right() instanceof Node.Text text) {
            code(text, left.codes(), NameCheck.nameOf(binary.left()));
        } else if (right.codes() != null && binary.left() instanceof Node.Text text) {
            code(text, right.codes(), NameCheck.nameOf(binary.right()));
        } else if (left.codes() != null
                && right.codes() != null
                && !left.codes().equals(right.codes())) {
            mismatch(binary.operatorStart(), "Codes of two different sets are compared.");
        }
    }

    /** Checks that a text is one of a closed set. */
    void code(Node.Text text, @Nullable SortedSet<String> codes, String of) {
        if (codes != null && !codes.contains(text.value())) {
            String nearest = Vocabulary.nearest(text.value(), codes)
                    .map(found -> "; did you mean " + found + "?")
                    .orElse("; there is " + String.join(", ", codes) + ".");
            findings.add(GateCode.UNKNOWN_CODE, text.start(), "There is no " + of + " " + text.value() + nearest);
        }
    }

    private void truths(Node.Binary binary) {
        if (!isPath(binary.left()) || !(binary.right() instanceof Node.Truth)) {
            mismatch(binary.operatorStart(), "Two comparisons are compared.");
        }
    }

    private static boolean isPath(Node node) {
        return node instanceof Node.Name || node instanceof Node.Field || node instanceof Node.Index;
    }

    private Type in(Node.In in) {
        Type left = check(in.left());
        if (!scope.inCondition()) {
            findings.add(GateCode.OPERATOR, in.left().end(), "`in` is not used in a consequence.");
        } else if (!isPath(in.left())) {
            findings.add(GateCode.OPERATOR, in.start(), "`in` does not follow a field.");
        }
        for (Node value : in.values()) {
            Type type = check(value);
            boolean isText = left.is(Kind.TEXT) && value instanceof Node.Text;
            boolean isNumber = (left.is(Kind.DECIMAL) || left.is(Kind.WHOLE)) && value instanceof Node.Numeral;
            if (left.isUnknown() || type.isUnknown()) {
                continue;
            }
            if (value instanceof Node.Minus) {
                findings.add(GateCode.OPERATOR, value.start(), "The compiler fails on a negative number after `in`.");
            } else if (isText) {
                code((Node.Text) value, left.codes(), NameCheck.nameOf(in.left()));
            } else if (isNumber && left.is(Kind.WHOLE)) {
                wholeAgainst(value);
            } else if (isNumber) {
                numbers.decimal(value);
            } else {
                mismatch(value.start(), "After `in` stands something else than the texts or numbers that fit.");
            }
        }
        if (in.values().isEmpty()) {
            findings.add(GateCode.CONSTANT_CONDITION, in.start(), "Nothing stands after `in`.");
        }
        return Type.TRUTH;
    }

    private void mismatch(int offset, String detail) {
        findings.add(GateCode.TYPE, offset, detail);
    }
}
