package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plimsoll.engine.gate.Condition.Accumulate;
import org.plimsoll.engine.gate.Condition.Constraint;
import org.plimsoll.engine.gate.Condition.Quantified;
import org.plimsoll.engine.gate.Condition.Result;

/** Reads a rule's condition: patterns, {@code not}, {@code exists}, accumulate. */
final class ConditionParser {
    private static final Map<String, GateCode> REFUSED = Map.ofEntries(
            Map.entry("eval", GateCode.EVAL),
            Map.entry("forall", GateCode.CONDITIONAL_ELEMENT),
            Map.entry("collect", GateCode.CONDITIONAL_ELEMENT),
            Map.entry("groupby", GateCode.CONDITIONAL_ELEMENT),
            Map.entry("groupBy", GateCode.CONDITIONAL_ELEMENT),
            Map.entry("or", GateCode.OR_BETWEEN_PATTERNS),
            Map.entry("||", GateCode.OR_BETWEEN_PATTERNS),
            Map.entry("if", GateCode.CONDITIONAL_CONSEQUENCE),
            Map.entry("else", GateCode.CONDITIONAL_CONSEQUENCE),
            Map.entry("do", GateCode.CONDITIONAL_CONSEQUENCE),
            Map.entry("break", GateCode.CONDITIONAL_CONSEQUENCE),
            Map.entry("from", GateCode.FROM),
            Map.entry("over", GateCode.ENTRY_POINT),
            Map.entry("@", GateCode.ANNOTATION),
            Map.entry("/", GateCode.OOPATH),
            Map.entry("?", GateCode.QUERY));
    private static final Set<String> FUNCTIONS = Set.of("sum", "min", "max", "count");

    private final Cursor cursor;

    ConditionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Everything up to {@code then}. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        Token first = cursor.peek();
        while (!cursor.at("then")) {
            if (!conditions.isEmpty()) {
                cursor.accept("and");
            }
            conditions.add(condition());
        }
        if (conditions.isEmpty()) {
            throw new Refused(GateCode.NO_CONDITION, first.start(), "The rule has no condition.");
        }
        return List.copyOf(conditions);
    }

    private Condition condition() {
        Token first = cursor.peek();
        if (first.is("not") || first.is("exists")) {
            cursor.next();
            boolean isBracketed = cursor.accept("(");
            Condition.Pattern pattern = pattern();
            if (isBracketed) {
                if (!cursor.at(")")) {
                    throw new Refused(
                            GateCode.CONDITIONAL_ELEMENT,
                            first.start(),
                            "`" + first.text() + "` is followed by more than one pattern.");
                }
                cursor.next();
            }
            return new Quantified(first.start(), first.text(), pattern);
        }
        if (first.is("accumulate") || first.is("acc")) {
            return accumulate();
        }
        if (first.is("(")) {
            throw group(first);
        }
        return pattern();
    }

    private Refused group(Token open) {
        int depth = 0;
        for (int ahead = 0; !cursor.peek(ahead).isEnd(); ahead++) {
            Token token = cursor.peek(ahead);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 1 && token.is("or")) {
                return new Refused(GateCode.OR_BETWEEN_PATTERNS, token.start(), "`or` stands between patterns.");
            }
            if (depth == 0) {
                break;
            }
        }
        return new Refused(GateCode.CONDITIONAL_ELEMENT, open.start(), "Patterns stand in brackets.");
    }

    private void mustNotBeRefused(Token token) {
        GateCode code = REFUSED.get(token.text());
        if (code == GateCode.FROM && cursor.peek(1).is("entry")) {
            code = GateCode.ENTRY_POINT;
        }
        if (code == GateCode.FROM
                && (cursor.peek(1).is("collect") || cursor.peek(1).is("groupby"))) {
            code = GateCode.CONDITIONAL_ELEMENT;
        }
        if (code != null && token.kind() != Token.Kind.TEXT) {
            throw new Refused(code, token.start(), token.shown() + " is not used here.");
        }
    }

    private Condition.Pattern pattern() {
        Token first = cursor.peek();
        mustNotBeRefused(first);
        String variable = null;
        if (first.isWord() && (cursor.peek(1).is(":") || cursor.peek(1).is(":="))) {
            variable = variable();
        }
        Token type = cursor.peek();
        mustNotBeRefused(type);
        if (type.is("(")) {
            throw group(type);
        }
        StringBuilder name = new StringBuilder(cursor.expectWord("A fact").text());
        while (cursor.accept(".")) {
            name.append('.').append(cursor.next().text());
        }
        if (cursor.at("#")) {
            throw Unexpected.at(cursor);
        }
        cursor.expect("(", "after the fact `" + name + "`");
        List<Constraint> constraints = constraints();
        Token following = cursor.peek();
        if (following.is(",") || following.is(";")) {
            throw new Refused(
                    GateCode.SYNTAX,
                    following.start(),
                    "Patterns follow each other without " + following.shown() + ".");
        }
        mustNotBeRefused(following);
        return new Condition.Pattern(first.start(), variable, name.toString(), type.start(), constraints);
    }

    private String variable() {
        Token name = cursor.next();
        Token colon = cursor.next();
        if (colon.is(":=")) {
            throw new Refused(GateCode.UNIFICATION, colon.start(), "`:=` is not used here.");
        }
        checkName(name);
        return name.text();
    }

    private static void checkName(Token name) {
        if (!name.text().matches("\\$[A-Za-z][A-Za-z0-9]{0,39}")) {
            throw new Refused(
                    GateCode.VARIABLE_NAME,
                    name.start(),
                    name.shown() + " is not a name for a variable of the condition.");
        }
    }

    /** Up to and including the closing bracket. */
    private List<Constraint> constraints() {
        List<Constraint> constraints = new ArrayList<>();
        if (cursor.accept(")")) {
            return List.of();
        }
        do {
            constraints.add(constraint());
        } while (cursor.accept(","));
        if (cursor.at(";")) {
            throw new Refused(GateCode.POSITIONAL, cursor.peek().start(), "Positional constraints end with `;`.");
        }
        if (!cursor.at(")")) {
            throw Unexpected.at(cursor);
        }
        cursor.next();
        return List.copyOf(constraints);
    }

    private Constraint constraint() {
        Token first = cursor.peek();
        if (first.is("/") || (first.is("?") && cursor.peek(1).is("/"))) {
            throw new Refused(GateCode.OOPATH, first.start(), "A path begins here.");
        }
        String variable = null;
        if (first.isWord() && (cursor.peek(1).is(":") || cursor.peek(1).is(":="))) {
            variable = variable();
        }
        Node value = new ExpressionParser(cursor, Limits.CONSTRAINT_BRACKETS).expression();
        return new Constraint(first.start(), value.end(), variable, value);
    }

    private Condition accumulate() {
        Token first = cursor.next();
        cursor.expect("(", "after `accumulate`");
        if (cursor.at("(") || cursor.at("not") || cursor.at("exists")) {
            throw new Refused(
                    GateCode.CONDITIONAL_ELEMENT, cursor.peek().start(), "Accumulate is given more than one pattern.");
        }
        Token source = cursor.peek();
        Condition.Pattern pattern = accumulated(source);
        if (cursor.at("init") || (cursor.at(",") && cursor.peek(1).is("init"))) {
            throw new Refused(GateCode.ACCUMULATE, cursor.peek().start(), "Accumulate is given inline code.");
        }
        cursor.expect(";", "after the pattern of accumulate");
        List<Result> results = new ArrayList<>();
        do {
            results.add(result());
        } while (cursor.accept(","));
        List<Constraint> constraints = List.of();
        if (cursor.accept(";")) {
            constraints = constraints();
        } else {
            cursor.expect(")", "after the functions of accumulate");
        }
        return new Accumulate(first.start(), pattern, List.copyOf(results), constraints);
    }

    /** A pattern that may be followed by a semicolon. */
    private Condition.Pattern accumulated(Token source) {
        mustNotBeRefused(source);
        String variable =
                source.isWord() && (cursor.peek(1).is(":") || cursor.peek(1).is(":=")) ? variable() : null;
        Token type = cursor.peek();
        mustNotBeRefused(type);
        StringBuilder name = new StringBuilder(cursor.expectWord("A fact").text());
        while (cursor.accept(".")) {
            name.append('.').append(cursor.next().text());
        }
        cursor.expect("(", "after the fact `" + name + "`");
        Condition.Pattern pattern =
                new Condition.Pattern(source.start(), variable, name.toString(), type.start(), constraints());
        if (cursor.at("and") || cursor.at("or")) {
            throw new Refused(
                    GateCode.CONDITIONAL_ELEMENT, cursor.peek().start(), "Accumulate is given more than one pattern.");
        }
        mustNotBeRefused(cursor.peek());
        return pattern;
    }

    private Result result() {
        Token name = cursor.expectWord("A variable");
        if (cursor.at(":=")) {
            throw Unexpected.at(cursor);
        }
        if (!cursor.at(":")) {
            throw new Refused(GateCode.ACCUMULATE, name.start(), "Accumulate is given something else than functions.");
        }
        cursor.next();
        checkName(name);
        Token function = cursor.expectWord("A function");
        if (function.is("average") || function.is("avg")) {
            throw new Refused(GateCode.AVERAGE, function.start(), "`" + function.text() + "` is not exact.");
        }
        if (!FUNCTIONS.contains(function.text())) {
            throw new Refused(GateCode.ACCUMULATE, function.start(), function.shown() + " is not used here.");
        }
        cursor.expect("(", "after the function");
        Token of = cursor.peek();
        if (of.isWord()) {
            cursor.next();
        } else {
            throw new Refused(GateCode.ACCUMULATE, of.start(), "The function is not given a variable.");
        }
        if (!cursor.at(")")) {
            throw new Refused(GateCode.ACCUMULATE, cursor.peek().start(), "The function is given an expression.");
        }
        cursor.next();
        return new Result(name.start(), name.text(), function.text(), of.text(), of.start());
    }
}
