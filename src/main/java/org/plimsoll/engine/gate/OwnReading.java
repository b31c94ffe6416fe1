package org.plimsoll.engine.gate;

import java.util.List;
import java.util.stream.Collectors;
import org.plimsoll.engine.gate.Condition.Accumulate;
import org.plimsoll.engine.gate.Condition.Constraint;
import org.plimsoll.engine.gate.Condition.Pattern;
import org.plimsoll.engine.gate.Condition.Quantified;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;

/** Spells out how the gate reads a rule, for comparison with {@link DroolsReading}. */
final class OwnReading {
    private OwnReading() {}

    static String of(ParsedRule rule) {
        return rule.name() + conditions(rule.conditions()) + block(rule.statements());
    }

    private static String conditions(List<Condition> conditions) {
        return conditions.stream().map(OwnReading::condition).collect(Collectors.joining(" ", " [", "]"));
    }

    private static String condition(Condition condition) {
        if (condition instanceof Pattern pattern) {
            return pattern(pattern);
        } else if (condition instanceof Quantified quantified) {
            return quantified.word() + " " + pattern(quantified.pattern());
        }
        Accumulate accumulate = (Accumulate) condition;
        return "accumulate " + pattern(accumulate.source())
                + accumulate.results().stream()
                        .map(result -> result.variable() + ":" + result.function() + "(" + result.of() + ")")
                        .collect(Collectors.joining(" ", "<", ">"))
                + constraints(accumulate.constraints());
    }

    private static String pattern(Pattern pattern) {
        return pattern.variable() + ":" + pattern.type() + constraints(pattern.constraints());
    }

    private static String constraints(List<Constraint> constraints) {
        return constraints.stream()
                .map(constraint -> constraint.variable() + ":" + node(constraint.value()))
                .collect(Collectors.joining(" ", "{", "}"));
    }

    private static String block(List<Statement> statements) {
        return statements.stream().map(OwnReading::statement).collect(Collectors.joining(" ", "{", "}"));
    }

    private static String statement(Statement statement) {
        if (statement instanceof Statement.Expression expression) {
            return node(expression.value());
        } else if (statement instanceof Statement.Assign assign) {
            return "(" + (assign.declaredType() == null ? "" : assign.declaredType() + " ") + assign.name()
                    + assign.operator() + node(assign.value()) + ")";
        }
        Statement.If conditional = (Statement.If) statement;
        List<Statement> otherwise = conditional.otherwise();
        boolean isChained = otherwise != null && otherwise.size() == 1 && otherwise.get(0) instanceof Statement.If;
        String last = otherwise == null
                ? ""
                : isChained ? " else " + statement(otherwise.get(0)) : " else " + block(otherwise);
        return "if " + node(conditional.test()) + block(conditional.then()) + last;
    }

    private static String nodes(List<Node> nodes) {
        return nodes.stream().map(OwnReading::node).collect(Collectors.joining(",", "(", ")"));
    }

    static String node(Node node) {
        if (node instanceof Node.Numeral number) {
            return number.text();
        } else if (node instanceof Node.Text text) {
            return "\"" + Ascii.escaped(text.value().replace("\"", "\\\"")) + "\"";
        } else if (node instanceof Node.Truth truth) {
            return String.valueOf(truth.value());
        } else if (node instanceof Node.Null) {
            return "null";
        } else if (node instanceof Node.Name name) {
            return name.name();
        } else if (node instanceof Node.Field field) {
            return "(" + node(field.scope()) + "." + field.name() + ")";
        } else if (node instanceof Node.Call call) {
            Node scope = call.scope();
            return "(" + (scope == null ? "" : node(scope) + ".") + call.name() + nodes(call.arguments()) + ")";
        } else if (node instanceof Node.Index index) {
            return "(" + node(index.scope()) + "[" + node(index.key()) + "])";
        } else if (node instanceof Node.Minus minus) {
            return "(-" + node(minus.inner()) + ")";
        } else if (node instanceof Node.Not not) {
            return "(!" + node(not.inner()) + ")";
        } else if (node instanceof Node.Binary binary) {
            return "(" + node(binary.left()) + binary.operator() + node(binary.right()) + ")";
        } else if (node instanceof Node.In in) {
            return "(" + node(in.left()) + (in.negated() ? " not" : "") + " in" + nodes(in.values()) + ")";
        } else if (node instanceof Node.Bracket bracket) {
            return "[" + node(bracket.inner()) + "]";
        }
        Node.New creation = (Node.New) node;
        return "(new " + creation.type() + nodes(creation.arguments()) + ")";
    }
}
