package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.gate.Token.Kind;

/** Reads a rule's consequence: insert, assignments, if. */
final class StatementParser {
    private static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "-=", "*=", "/=");
    private static final Map<String, GateCode> REFUSED = Map.ofEntries(
            Map.entry("for", GateCode.LOOP),
            Map.entry("foreach", GateCode.LOOP),
            Map.entry("while", GateCode.LOOP),
            Map.entry("do", GateCode.LOOP),
            Map.entry("until", GateCode.LOOP),
            Map.entry("modify", GateCode.CHANGES_FACT),
            Map.entry("with", GateCode.CHANGES_FACT),
            Map.entry("switch", GateCode.STATEMENT),
            Map.entry("try", GateCode.STATEMENT),
            Map.entry("throw", GateCode.STATEMENT),
            Map.entry("return", GateCode.STATEMENT),
            Map.entry("break", GateCode.STATEMENT),
            Map.entry("continue", GateCode.STATEMENT),
            Map.entry("assert", GateCode.STATEMENT),
            Map.entry("synchronized", GateCode.STATEMENT),
            Map.entry("class", GateCode.STATEMENT),
            Map.entry("interface", GateCode.STATEMENT),
            Map.entry("enum", GateCode.STATEMENT),
            Map.entry("record", GateCode.STATEMENT),
            Map.entry("import", GateCode.STATEMENT),
            Map.entry("def", GateCode.STATEMENT),
            Map.entry("function", GateCode.FUNCTION),
            Map.entry("{", GateCode.STATEMENT),
            Map.entry("@", GateCode.ANNOTATION),
            Map.entry("final", GateCode.DECLARED_TYPE),
            Map.entry("var", GateCode.DECLARED_TYPE),
            Map.entry("int", GateCode.DECLARED_TYPE),
            Map.entry("long", GateCode.DECLARED_TYPE),
            Map.entry("short", GateCode.DECLARED_TYPE),
            Map.entry("byte", GateCode.DECLARED_TYPE),
            Map.entry("char", GateCode.DECLARED_TYPE),
            Map.entry("float", GateCode.DECLARED_TYPE),
            Map.entry("double", GateCode.DECLARED_TYPE),
            Map.entry("boolean", GateCode.DECLARED_TYPE));

    private final Cursor cursor;
    private int blocks;
    private int count;

    StatementParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Everything up to {@code end}. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        while (!cursor.at("end")) {
            if (!cursor.accept(";")) {
                statements.add(statement());
            }
        }
        return List.copyOf(statements);
    }

    private Statement statement() {
        Token first = cursor.peek();
        if (++count > Limits.STATEMENTS) {
            throw new Refused(
                    GateCode.TOO_LONG,
                    first.start(),
                    "The consequence has more than " + Limits.STATEMENTS + " statements.");
        }
        if (first.isEnd() || first.is("rule")) {
            throw new Refused(GateCode.SYNTAX, first.start(), "`end` is missing before " + first.shown() + ".");
        }
        if (first.is("if")) {
            return conditional();
        }
        if (first.is("do") && cursor.peek(1).is("[")) {
            throw new Refused(GateCode.CONDITIONAL_CONSEQUENCE, first.start(), "A named consequence is called.");
        }
        GateCode refused = REFUSED.get(first.text());
        if (refused != null && first.kind() != Kind.TEXT) {
            throw new Refused(refused, first.start(), first.shown() + " is not used here.");
        }
        return simple(first);
    }

    private Statement simple(Token first) {
        Statement statement;
        if (first.isWord()
                && cursor.peek(1).isWord()
                && !first.is("new")
                && !Unexpected.isOperatorWord(cursor.peek(1))) {
            cursor.next();
            statement = assignment(first.text());
        } else if (first.isWord() && isAssignment(cursor.peek(1))) {
            statement = assignment(null);
        } else {
            Node value = new ExpressionParser(cursor, Limits.STATEMENT_BRACKETS).expression();
            boolean isRemainder = cursor.at("%=") && !(value instanceof Node.Name);
            if (isAssignment(cursor.peek()) || isRemainder) {
                throw new Refused(GateCode.CHANGES_FACT, first.start(), "Something of a fact is given a value.");
            }
            if (value instanceof Node.Field && cursor.peek().isWord() && isAssignment(cursor.peek(1))) {
                throw new Refused(GateCode.DECLARED_TYPE, first.start(), "A type stands in front of the variable.");
            }
            statement = new Statement.Expression(first.start(), value);
        }
        if (!cursor.accept(";") && !cursor.at("end") && !cursor.at("}")) {
            if (isStatementStart(cursor.peek())) {
                throw new Refused(
                        GateCode.SYNTAX,
                        cursor.last().end(),
                        "`;` is missing before " + cursor.peek().shown() + ".");
            }
            throw Unexpected.at(cursor);
        }
        return statement;
    }

    private static boolean isStatementStart(Token token) {
        return token.isWord() && !Unexpected.isOperatorWord(token);
    }

    private static boolean isAssignment(Token token) {
        return token.kind() == Kind.SYMBOL && ASSIGNMENTS.contains(token.text());
    }

    private Statement assignment(@Nullable String declaredType) {
        Token name = cursor.next();
        if (!name.text().matches("[a-z][A-Za-z0-9]{0,39}") || name.is("this") || Unexpected.isReserved(name.text())) {
            throw new Refused(
                    GateCode.VARIABLE_NAME,
                    name.start(),
                    name.shown() + " is not a name for a variable of the consequence.");
        }
        Token operator = cursor.next();
        boolean isDeclaration = declaredType != null;
        if (!isAssignment(operator) || (isDeclaration && !operator.is("="))) {
            throw new Refused(
                    isDeclaration ? GateCode.DECLARED_TYPE : GateCode.SYNTAX,
                    name.start(),
                    name.shown() + " is not given a value.");
        }
        Node value = new ExpressionParser(cursor, Limits.STATEMENT_BRACKETS).expression();
        if (isAssignment(cursor.peek())) {
            throw new Refused(GateCode.ASSIGNMENT, cursor.peek().start(), "An assignment stands within another.");
        }
        return new Statement.Assign(name.start(), declaredType, name.text(), operator.text(), value);
    }

    private Statement conditional() {
        Token keyword = cursor.next();
        if (++blocks > Limits.BLOCKS) {
            throw new Refused(
                    GateCode.NESTING, keyword.start(), "More than " + Limits.BLOCKS + " ifs stand in each other.");
        }
        cursor.expect("(", "after `if`");
        Node test = new ExpressionParser(cursor, Limits.STATEMENT_BRACKETS - 1).expression();
        if (!cursor.at(")")) {
            throw Unexpected.at(cursor);
        }
        cursor.next();
        List<Statement> then = block();
        List<Statement> otherwise = null;
        if (cursor.accept("else")) {
            otherwise = cursor.at("if") ? List.of(conditional()) : block();
        }
        blocks--;
        return new Statement.If(keyword.start(), test, then, otherwise);
    }

    private List<Statement> block() {
        if (!cursor.at("{")) {
            throw new Refused(
                    GateCode.BRACES,
                    cursor.peek().start(),
                    "`{` is expected here, not " + cursor.peek().shown() + ".");
        }
        cursor.next();
        List<Statement> statements = new ArrayList<>();
        while (!cursor.accept("}")) {
            if (!cursor.accept(";")) {
                statements.add(statement());
            }
        }
        return List.copyOf(statements);
    }
}
