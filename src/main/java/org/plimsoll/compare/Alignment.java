package org.plimsoll.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds for each of the old things the new one it has become, by one key after the other. */
final class Alignment {
    private static final int NONE = -1;

    private Alignment() {}

    /** A thing of the old version with what it has become; one of them is null when there is none. */
    record Pair<T>(@Nullable T oldOne, @Nullable T newOne) {
        /** The one that is there, the new one if both are. */
        T any() {
            if (newOne != null) {
                return newOne;
            }
            if (oldOne == null) {
                throw new IllegalStateException("a pair of nothing");
            }
            return oldOne;
        }
    }

    /** What identifies a thing; null when nothing does. */
    interface Key<T> extends Function<T, @Nullable Object> {}

    /**
     * Every thing of both sides in one pair: in the order of the new things, and what is gone behind what it stood behind.
     *
     * @param keys things with an equal key belong together, in order; a later key is for what earlier ones leave over
     */
    static <T> List<Pair<T>> of(List<T> olds, List<T> news, List<Key<T>> keys) {
        int[] newOfOld = new int[olds.size()];
        int[] oldOfNew = new int[news.size()];
        java.util.Arrays.fill(newOfOld, NONE);
        java.util.Arrays.fill(oldOfNew, NONE);
        for (Key<T> key : keys) {
            match(olds, news, key, newOfOld, oldOfNew);
        }
        return inOrder(olds, news, newOfOld, oldOfNew);
    }

    private static <T> void match(List<T> olds, List<T> news, Key<T> key, int[] newOfOld, int[] oldOfNew) {
        Map<Object, Deque<Integer>> waiting = new HashMap<>();
        for (int i = 0; i < olds.size(); i++) {
            Object value = newOfOld[i] == NONE ? key.apply(olds.get(i)) : null;
            if (value != null) {
                waiting.computeIfAbsent(value, any -> new ArrayDeque<>()).add(i);
            }
        }
        for (int i = 0; i < news.size(); i++) {
            Object value = oldOfNew[i] == NONE ? key.apply(news.get(i)) : null;
            Deque<Integer> candidates = value == null ? null : waiting.get(value);
            Integer found = candidates == null ? null : candidates.poll();
            if (found != null) {
                oldOfNew[i] = found;
                newOfOld[found] = i;
            }
        }
    }

    private static <T> List<Pair<T>> inOrder(List<T> olds, List<T> news, int[] newOfOld, int[] oldOfNew) {
        List<Pair<T>> pairs = new ArrayList<>();
        addGone(pairs, olds, newOfOld, 0);
        for (int i = 0; i < news.size(); i++) {
            int old = oldOfNew[i];
            pairs.add(new Pair<>(old == NONE ? null : olds.get(old), news.get(i)));
            if (old != NONE) {
                addGone(pairs, olds, newOfOld, old + 1);
            }
        }
        return pairs;
    }

    private static <T> void addGone(List<Pair<T>> pairs, List<T> olds, int[] newOfOld, int from) {
        for (int i = from; i < olds.size() && newOfOld[i] == NONE; i++) {
            pairs.add(new Pair<>(olds.get(i), null));
        }
    }
}
