package org.plimsoll.ruleset;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the part
 * @param next where the next part starts, to be given as {@code after}; null when there is none
 * @param <T> type of the items
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** A page of rows that were read with one more than the limit. */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }
}
