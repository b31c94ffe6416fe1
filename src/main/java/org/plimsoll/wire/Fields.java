package org.plimsoll.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields an object may have, at most 64, and which of them it must have. */
final class Fields {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int required;

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

    /** The fields an object must have come first. */
    int requiredCount() {
        return required;
    }

    List<String> names() {
        return names;
    }
}
