package org.plimsoll.engine.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a rule, with the offsets of its first character and after its last. */
public sealed interface Node {
    int start();

    int end();

    /** A number as written. */
    record Numeral(int start, int end, String text) implements Node {}

    /** A text, without its quotes. */
    record Text(int start, int end, String value) implements Node {}

    /** {@code true} or {@code false}. */
    record Truth(int start, int end, boolean value) implements Node {}

    /** {@code null}. */
    record Null(int start, int end) implements Node {}

    /** A variable, or a field of the fact at hand. */
    record Name(int start, int end, String name) implements Node {}

    /** {@code scope.name}. */
    record Field(int start, int end, Node scope, String name, int nameStart) implements Node {}

    /** {@code name(arguments)} or {@code scope.name(arguments)}. */
    record Call(int start, int end, @Nullable Node scope, String name, int nameStart, List<Node> arguments)
            implements Node {}

    /** {@code scope[key]}. */
    record Index(int start, int end, Node scope, Node key) implements Node {}

    /** {@code -inner}. */
    record Minus(int start, int end, Node inner) implements Node {}

    /** {@code !inner}. */
    record Not(int start, int end, Node inner) implements Node {}

    /** {@code left operator right}. */
    record Binary(int start, int end, String operator, int operatorStart, Node left, Node right) implements Node {}

    /** {@code left in (values)}, or {@code left not in (values)}. */
    record In(int start, int end, Node left, boolean negated, List<Node> values) implements Node {}

    /** {@code (inner)}. */
    record Bracket(int start, int end, Node inner) implements Node {}

    /** {@code new type(arguments)}. */
    record New(int start, int end, String type, int typeStart, List<Node> arguments) implements Node {}

    /** Without the brackets around it. */
    static Node bare(Node node) {
        Node bare = node;
        while (bare instanceof Bracket bracket) {
            bare = bracket.inner();
        }
        return bare;
    }
}
