package org.plimsoll.engine.why;

import java.util.stream.Collectors;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.RuleReader;

/** Writes an expression of a condition as a consequence would, where fields need the fact's variable in front. */
final class Consequence {
    private final String variable;
    private final FactReads reads;

    Consequence(String variable, FactReads reads) {
        this.variable = variable;
        this.reads = reads;
    }

    String of(Node node) {
        if (node instanceof Node.Name name) {
            return name.name().equals(variable) ? variable : variable + "." + reads.fieldOf(name.name());
        } else if (node instanceof Node.Field field) {
            return of(field.scope()) + "." + field.name();
        } else if (node instanceof Node.Call call) {
            String arguments = call.arguments().stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
            Node scope = call.scope();
            if (scope != null) {
                return of(scope) + "." + call.name() + arguments;
            }
            boolean isLookup = reads.type().lookups().containsKey(call.name());
            return (isLookup ? variable + "." : "") + call.name() + arguments;
        } else if (node instanceof Node.Index index) {
            return of(index.scope()) + "[" + of(index.key()) + "]";
        } else if (node instanceof Node.Minus minus) {
            return "-" + of(minus.inner());
        } else if (node instanceof Node.Binary binary) {
            return of(binary.left()) + " " + binary.operator() + " " + of(binary.right());
        } else if (node instanceof Node.Bracket bracket) {
            return "(" + of(bracket.inner()) + ")";
        }
        return RuleReader.written(node);
    }
}
