package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.plimsoll.engine.gate.Token.Kind;

/** Reads an expression. Whatever it does not know is refused by name where it has one. */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Cursor cursor;
    private final int mostBrackets;
    private int brackets;

    ExpressionParser(Cursor cursor, int mostBrackets) {
        this.cursor = cursor;
        this.mostBrackets = mostBrackets;
    }

    /** An expression, as far as it goes; the caller looks at what follows. */
    Node expression() {
        int first = cursor.index();
        Node node = or();
        if (cursor.index() - first > Limits.EXPRESSION_TOKENS) {
            throw new Refused(
                    GateCode.TOO_LONG,
                    node.start(),
                    "The expression has more than " + Limits.EXPRESSION_TOKENS + " words and signs.");
        }
        return node;
    }

    static boolean isComparison(Token token) {
        return COMPARISONS.contains(token.text()) && token.kind() == Kind.SYMBOL;
    }

    private Node or() {
        Node left = and();
        while (cursor.at("||")) {
            Token operator = cursor.next();
            left = binary(left, operator, and());
        }
        return left;
    }

    private Node and() {
        Node left = comparison();
        while (cursor.at("&&")) {
            Token operator = cursor.next();
            left = binary(left, operator, comparison());
        }
        return left;
    }

    private Node comparison() {
        if (isComparison(cursor.peek())) {
            throw new Refused(
                    GateCode.HALF_CONSTRAINT,
                    cursor.peek().start(),
                    cursor.peek().shown() + " has no left side.");
        }
        Node left = sum();
        if (isComparison(cursor.peek())) {
            Token operator = cursor.next();
            Node comparison = binary(left, operator, sum());
            if (isComparison(cursor.peek())) {
                throw new Refused(
                        GateCode.HALF_CONSTRAINT, cursor.peek().start(), "A comparison follows a comparison.");
            }
            return comparison;
        }
        boolean negated = cursor.at("not") && cursor.peek(1).is("in");
        if (cursor.at("in") || negated) {
            return in(left, negated);
        }
        return left;
    }

    private Node in(Node left, boolean negated) {
        if (negated) {
            cursor.next();
        }
        cursor.next();
        cursor.expect("(", "after `in`");
        List<Node> values = arguments();
        return new Node.In(left.start(), cursor.last().end(), left, negated, values);
    }

    private Node sum() {
        Node left = product();
        while (cursor.at("+") || cursor.at("-")) {
            Token operator = cursor.next();
            left = binary(left, operator, product());
        }
        return left;
    }

    private Node product() {
        Node left = unary();
        while (cursor.at("*") || cursor.at("/")) {
            Token operator = cursor.next();
            left = binary(left, operator, unary());
        }
        return left;
    }

    private static Node binary(Node left, Token operator, Node right) {
        return new Node.Binary(left.start(), right.end(), operator.text(), operator.start(), left, right);
    }

    private Node unary() {
        Token token = cursor.peek();
        if (token.is("-") || token.is("!")) {
            cursor.next();
            enter(token);
            Node inner = unary();
            brackets--;
            return token.is("-")
                    ? new Node.Minus(token.start(), inner.end(), inner)
                    : new Node.Not(token.start(), inner.end(), inner);
        }
        Node node = primary();
        while (cursor.at(".") || cursor.at("[")) {
            node = cursor.at(".") ? member(node) : index(node);
        }
        return node;
    }

    private Node member(Node scope) {
        cursor.next();
        Token name = cursor.expectWord("A field's name");
        if (!cursor.at("(")) {
            return new Node.Field(scope.start(), name.end(), scope, name.text(), name.start());
        }
        enter(cursor.next());
        List<Node> arguments = arguments();
        brackets--;
        return new Node.Call(scope.start(), cursor.last().end(), scope, name.text(), name.start(), arguments);
    }

    private Node index(Node scope) {
        enter(cursor.next());
        Node key = or();
        cursor.expect("]", "after the name in square brackets");
        brackets--;
        return new Node.Index(scope.start(), cursor.last().end(), scope, key);
    }

    private Node primary() {
        Token token = cursor.peek();
        switch (token.kind()) {
            case NUMBER -> {
                cursor.next();
                return new Node.Numeral(token.start(), token.end(), token.text());
            }
            case TEXT -> {
                cursor.next();
                return new Node.Text(token.start(), token.end(), token.content());
            }
            case WORD -> {
                return word();
            }
            case SYMBOL, END -> {
                if (token.is("(")) {
                    return bracket();
                }
                throw Unexpected.at(cursor);
            }
        }
        throw Unexpected.at(cursor);
    }

    private Node word() {
        Token token = cursor.next();
        switch (token.text()) {
            case "true", "false" -> {
                return new Node.Truth(token.start(), token.end(), token.is("true"));
            }
            case "null" -> {
                return new Node.Null(token.start(), token.end());
            }
            case "new" -> {
                return creation(token);
            }
            default -> {
                Unexpected.mustNotBeReserved(token);
            }
        }
        if (!cursor.at("(")) {
            return new Node.Name(token.start(), token.end(), token.text());
        }
        enter(cursor.next());
        List<Node> arguments = arguments();
        brackets--;
        return new Node.Call(token.start(), cursor.last().end(), null, token.text(), token.start(), arguments);
    }

    private Node creation(Token keyword) {
        Token first = cursor.expectWord("The outcome's name");
        StringBuilder type = new StringBuilder(first.text());
        while (cursor.accept(".")) {
            type.append('.').append(cursor.next().text());
        }
        if (!cursor.at("(")) {
            throw new Refused(GateCode.NEW_OBJECT, keyword.start(), "`new " + type + "` is not followed by arguments.");
        }
        enter(cursor.next());
        List<Node> arguments = arguments();
        brackets--;
        if (cursor.at("{")) {
            throw new Refused(GateCode.NEW_OBJECT, keyword.start(), "`new " + type + "` is given a body.");
        }
        return new Node.New(keyword.start(), cursor.last().end(), type.toString(), first.start(), arguments);
    }

    /** Up to and including the closing bracket. */
    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        if (cursor.accept(")")) {
            return arguments;
        }
        do {
            arguments.add(or());
        } while (cursor.accept(","));
        if (!cursor.at(")")) {
            throw Unexpected.at(cursor);
        }
        cursor.next();
        return arguments;
    }

    private Node bracket() {
        Token open = cursor.next();
        enter(open);
        if (cursor.at(")")) {
            throw new Refused(GateCode.LAMBDA, open.start(), "There is nothing between the brackets.");
        }
        Node inner = or();
        if (!cursor.at(")")) {
            throw Unexpected.at(cursor);
        }
        cursor.next();
        brackets--;
        Kind following = cursor.peek().kind();
        boolean isCast = inner instanceof Node.Name || inner instanceof Node.Field;
        if (isCast && (cursor.at("(") || following == Kind.NUMBER || following == Kind.TEXT)) {
            throw new Refused(GateCode.CAST, open.start(), "This is read as a cast.");
        }
        if (isCast && following == Kind.WORD && !Unexpected.isOperatorWord(cursor.peek())) {
            throw new Refused(GateCode.CAST, open.start(), "This is read as a cast.");
        }
        return new Node.Bracket(open.start(), cursor.last().end(), inner);
    }

    private void enter(Token token) {
        brackets++;
        if (brackets > mostBrackets) {
            throw new Refused(
                    GateCode.NESTING, token.start(), "More than " + mostBrackets + " brackets or signs are open here.");
        }
    }
}
