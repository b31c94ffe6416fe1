package org.plimsoll.engine.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a rule's condition, with the offset of its first character. */
public sealed interface Condition {
    int start();

    /** {@code $variable : Type(constraints)}. */
    record Pattern(int start, @Nullable String variable, String type, int typeStart, List<Constraint> constraints)
            implements Condition {}

    /** {@code not pattern} or {@code exists pattern}. */
    record Quantified(int start, String word, Pattern pattern) implements Condition {}

    /** {@code accumulate(source; $variable : function($of); constraints)}. */
    record Accumulate(int start, Pattern source, List<Result> results, List<Constraint> constraints)
            implements Condition {}

    /** {@code $variable : function($of)}; {@code of} is null for {@code count()}. */
    record Result(int start, String variable, String function, String of, int ofStart) {}

    /** {@code $variable : value}, or a test, whose variable is null. */
    record Constraint(int start, int end, @Nullable String variable, Node value) {}
}
