package org.plimsoll.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A closed set of codes as they stand on the wire. */
final class Codes<E extends Enum<E>> {
    private final Map<String, E> values = new LinkedHashMap<>();

    private Codes() {}

    /** Codes written like the constants. */
    static <E extends Enum<E>> Codes<E> of(Class<E> type) {
        Codes<E> codes = new Codes<>();
        for (E value : type.getEnumConstants()) {
            codes.values.put(value.name(), value);
        }
        return codes;
    }

    /** Codes written in lower case. */
    static <E extends Enum<E>> Codes<E> lowerCaseOf(Class<E> type) {
        Codes<E> codes = new Codes<>();
        for (E value : type.getEnumConstants()) {
            codes.values.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return codes;
    }

    @Nullable
    E find(String code) {
        return values.get(code);
    }

    Set<String> names() {
        return values.keySet();
    }
}
