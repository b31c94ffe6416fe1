package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;

/** Visits every expression of a rule. */
public final class Nodes {
    private Nodes() {}

    /** Every expression of a rule, and all within each. */
    public static void visit(ParsedRule rule, Consumer<Node> visitor) {
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Condition.Pattern pattern) {
                constraints(pattern.constraints(), visitor);
            } else if (condition instanceof Condition.Quantified quantified) {
                constraints(quantified.pattern().constraints(), visitor);
            } else if (condition instanceof Condition.Accumulate accumulate) {
                constraints(accumulate.source().constraints(), visitor);
                constraints(accumulate.constraints(), visitor);
            }
        }
        statements(rule.statements(), visitor);
    }

    private static void constraints(List<Condition.Constraint> constraints, Consumer<Node> visitor) {
        constraints.forEach(constraint -> visit(constraint.value(), visitor));
    }

    /** Every expression of statements, and all within each. */
    public static void statements(List<Statement> statements, Consumer<Node> visitor) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Expression expression) {
                visit(expression.value(), visitor);
            } else if (statement instanceof Statement.Assign assign) {
                visit(assign.value(), visitor);
            } else if (statement instanceof Statement.If conditional) {
                visit(conditional.test(), visitor);
                statements(conditional.then(), visitor);
                if (conditional.otherwise() != null) {
                    statements(conditional.otherwise(), visitor);
                }
            }
        }
    }

    /** A node, and all within it. */
    public static void visit(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        parts(node).forEach(part -> visit(part, visitor));
    }

    /** What an expression consists of, in the order of the text. */
    public static List<Node> parts(Node node) {
        List<Node> parts = new ArrayList<>();
        if (node instanceof Node.Field field) {
            parts.add(field.scope());
        } else if (node instanceof Node.Call call) {
            if (call.scope() != null) {
                parts.add(call.scope());
            }
            parts.addAll(call.arguments());
        } else if (node instanceof Node.Index index) {
            parts.add(index.scope());
            parts.add(index.key());
        } else if (node instanceof Node.Minus minus) {
            parts.add(minus.inner());
        } else if (node instanceof Node.Not not) {
            parts.add(not.inner());
        } else if (node instanceof Node.Binary binary) {
            parts.add(binary.left());
            parts.add(binary.right());
        } else if (node instanceof Node.In in) {
            parts.add(in.left());
            parts.addAll(in.values());
        } else if (node instanceof Node.Bracket bracket) {
            parts.add(bracket.inner());
        } else if (node instanceof Node.New creation) {
            parts.addAll(creation.arguments());
        }
        return parts;
    }
}
