package org.plimsoll.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields an object may have, at most 64, and which of them it must have. */
final class Fields {
    private static final int MOST = 64;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int required;
    /** Which field came last time after each one, and first; a guess, so that threads need not agree. */
    private final byte[] following = new byte[MOST + 1];

    private Fields(int required) {
        this.required = required;
    }

    /** The fields an object must have; {@link #optional} adds those it may have. */
    static Fields required(String... names) {
        Fields fields = new Fields(names.length);
        fields.add(names);
        return fields;
    }

    Fields optional(String... more) {
        Fields fields = new Fields(required);
        fields.add(names.toArray(String[]::new));
        fields.add(more);
        return fields;
    }

    private void add(String... more) {
        for (String name : more) {
            indexes.put(name, names.size());
            names.add(name);
        }
    }

    /** Place of a field, below 64; −1 for a field that is not known. */
    int indexOf(String name) {
        Integer index = indexes.get(name);
        return index == null ? -1 : index;
    }

    /**
     * Place of a field, below 64, when it is likely to be that which followed another before: callers write the fields of their
     * objects in the same order every time.
     *
     * @param before place of the field before it; −1 when it is the first
     * @return −1 for a field that is not known
     */
    int indexOf(String name, int before) {
        int guess = following[before + 1];
        if (guess < names.size() && names.get(guess).equals(name)) {
            return guess;
        }
        int index = indexOf(name);
        if (index >= 0) {
            following[before + 1] = (byte) index;
        }
        return index;
    }

    /** The name of a field; the same text as its constant. */
    String name(int index) {
        return names.get(index);
    }

    /** The fields an object must have come first. */
    int requiredCount() {
        return required;
    }

    List<String> names() {
        return names;
    }
}
