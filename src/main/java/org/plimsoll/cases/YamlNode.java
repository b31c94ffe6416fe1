package org.plimsoll.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file with its place, both line and column counted from one. */
sealed interface YamlNode {
    int line();

    int column();

    /** What kind of value it is, for a message. */
    String kind();

    /**
     * A single value, exactly as it was typed.
     *
     * @param plain whether it stands without quotes, so that it may be a number, {@code true}, {@code false} or null
     */
    record Scalar(String text, boolean plain, int line, int column) implements YamlNode {
        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a single value";
        }
    }

    /** Values in order. */
    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Values by key, in the order of the file.
     *
     * @param values values
     * @param keys where each key stands
     */
    record Mapping(Map<String, YamlNode> values, Map<String, Scalar> keys, int line, int column) implements YamlNode {
        static Mapping empty(int line, int column) {
            return new Mapping(new LinkedHashMap<>(), new LinkedHashMap<>(), line, column);
        }

        @Nullable
        YamlNode get(String key) {
            return values.get(key);
        }

        void put(Scalar key, YamlNode value) {
            keys.put(key.text(), key);
            values.put(key.text(), value);
        }

        @Override
        public String kind() {
            return "keys and values";
        }
    }
}
