package org.plimsoll.engine.advice;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set of texts: some, or all but some.
 *
 * @param excludes whether {@code texts} are those that do not belong to it
 * @param texts the texts
 */
record TextSet(boolean excludes, SortedSet<String> texts) {
    static final TextSet ALL = new TextSet(true, new TreeSet<>());
    static final TextSet NONE = new TextSet(false, new TreeSet<>());

    static TextSet of(Collection<String> texts) {
        return new TextSet(false, new TreeSet<>(texts));
    }

    boolean isEmpty() {
        return !excludes && texts.isEmpty();
    }

    boolean contains(String text) {
        return texts.contains(text) != excludes;
    }

    TextSet complement() {
        return new TextSet(!excludes, texts);
    }

    TextSet intersect(TextSet other) {
        SortedSet<String> both = new TreeSet<>(texts);
        if (excludes && other.excludes) {
            both.addAll(other.texts);
            return new TextSet(true, both);
        } else if (!excludes && !other.excludes) {
            both.retainAll(other.texts);
            return new TextSet(false, both);
        } else if (excludes) {
            return other.intersect(this);
        }
        both.removeAll(other.texts);
        return new TextSet(false, both);
    }

    TextSet union(TextSet other) {
        return complement().intersect(other.complement()).complement();
    }
}
