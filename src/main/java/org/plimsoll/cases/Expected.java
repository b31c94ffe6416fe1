package org.plimsoll.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a part of a decision must be. Each knows the line it was written on. */
sealed interface Expected {
    int line();

    /** As it was written, for a report. */
    String text();

    /** A figure that compares so. */
    record Figure(Comparison comparison, int line) implements Expected {
        @Override
        public String text() {
            return comparison.text();
        }
    }

    /** No figure. */
    record Nothing(int line) implements Expected {
        @Override
        public String text() {
            return "none";
        }
    }

    /** Exactly this text. */
    record Text(String text, int line) implements Expected {}

    /** Exactly this time. */
    record Time(Instant time, int line) implements Expected {
        @Override
        public String text() {
            return time.toString();
        }
    }

    /** Something, or its absence. */
    record Presence(boolean present, int line) implements Expected {
        @Override
        public String text() {
            return present ? "yes" : "no";
        }
    }

    /** A rule of this name. */
    record RuleName(String text, int line) implements Expected {}

    /** Some fields of an object. */
    record Fields(Map<String, Expected> fields, int line) implements Expected {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(' ')
                    .append(value.text()));
            return text.toString();
        }
    }

    /** Some elements of a list of objects, by id. */
    record ById(Map<String, Fields> elements, int line) implements Expected {
        @Override
        public String text() {
            return String.join(", ", elements.keySet());
        }
    }

    /** Figures of a list of objects with {@code subject}, {@code name} and {@code value}, by subject and name. */
    record Named(Map<String, Fields> subjects, int line) implements Expected {
        @Override
        public String text() {
            return String.join(", ", subjects.keySet());
        }
    }

    /** Elements of a list of objects: one for each, in any order, and no others when {@code exact}. */
    record Elements(List<Fields> elements, boolean exact, int line) implements Expected {
        @Override
        public String text() {
            return elements.isEmpty() ? "none" : elements.size() + (exact ? " exactly" : " or more");
        }
    }

    /** Codes of warnings: each at least once, and no others when {@code exact}. */
    record Codes(List<String> codes, boolean exact, int line) implements Expected {
        @Override
        public String text() {
            return codes.isEmpty() ? "none" : String.join(", ", codes);
        }
    }
}
