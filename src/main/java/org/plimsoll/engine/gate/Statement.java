package org.plimsoll.engine.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a consequence, with the offset of its first character. */
public sealed interface Statement {
    int start();

    /** A call by itself. */
    record Expression(int start, Node value) implements Statement {}

    /** {@code name = value}, also with {@code +=} and the like, also with a type in front. */
    record Assign(int start, @Nullable String declaredType, String name, String operator, Node value)
            implements Statement {}

    /** {@code if (test) { ... } else { ... }}. */
    record If(
            int start,
            Node test,
            List<Statement> then,
            @Nullable List<Statement> otherwise) implements Statement {}
}
