package org.plimsoll.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that is the same bytes for the same calls: no white space, fields in the order they are written, decimals
 * as plain texts, only those characters escaped that must be (RFC 8785, section 3.2.2.2).
 */
public final class JsonWriter {
    private static final int LONGEST_PLAIN_SCALE = 400;
    private static final String HEXADECIMAL = "0123456789abcdef";

    private final StringBuilder text;
    private boolean empty = true;

    /** A writer of a text of about that many characters. */
    public JsonWriter(int expectedLength) {
        text = new StringBuilder(expectedLength);
    }

    /** Begins an object. */
    public JsonWriter beginObject() {
        separate();
        text.append('{');
        empty = true;
        return this;
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        text.append('}');
        empty = false;
        return this;
    }

    /** Begins a field's value that is written next. */
    public JsonWriter name(String name) {
        separate();
        quote(name);
        text.append(':');
        empty = true;
        return this;
    }

    /** A field with a text. */
    public JsonWriter text(String name, String value) {
        name(name);
        quote(value);
        empty = false;
        return this;
    }

    /** Leaves the field out when there is no value. */
    public JsonWriter textIfPresent(String name, @Nullable String value) {
        return value == null ? this : text(name, value);
    }

    /** A field with a whole number. */
    public JsonWriter number(String name, long value) {
        name(name);
        text.append(value);
        empty = false;
        return this;
    }

    /** A field with a truth value. */
    public JsonWriter bool(String name, boolean value) {
        name(name);
        text.append(value);
        empty = false;
        return this;
    }

    /** A field with an instant, as ISO 8601 in UTC. */
    public JsonWriter time(String name, Instant value) {
        return text(name, value.toString());
    }

    /** A decimal as text at its own scale; {@code null} when there is none. */
    JsonWriter decimal(String name, @Nullable BigDecimal value) {
        if (value != null) {
            return text(name, plain(value));
        }
        name(name);
        text.append("null");
        empty = false;
        return this;
    }

    /** A value of any kind the vocabulary uses. */
    JsonWriter value(String name, Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal(name, decimal);
        }
        if (value instanceof Integer || value instanceof Long) {
            return number(name, ((Number) value).longValue());
        }
        if (value instanceof Boolean bool) {
            return bool(name, bool);
        }
        if (value instanceof CharSequence
                || value instanceof Instant
                || value instanceof LocalDate
                || value instanceof Enum<?>) {
            return text(name, Objects.toString(value));
        }
        throw new IllegalArgumentException("no form on the wire for " + value.getClass());
    }

    /** A field with a list, whose elements the writer writes one by one. */
    public <T> JsonWriter list(String name, List<T> elements, Consumer<T> writer) {
        name(name);
        text.append('[');
        empty = true;
        elements.forEach(writer);
        text.append(']');
        empty = false;
        return this;
    }

    /** An element of a list. */
    public void element(String value) {
        separate();
        quote(value);
    }

    /** An element of a list that is a list of two whole numbers. */
    public void element(long first, long last) {
        separate();
        text.append('[').append(first).append(',').append(last).append(']');
    }

    /** What was written, in UTF-8. */
    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The decimal in full, or in scientific notation when writing it in full would be out of all proportion. */
    static String plain(BigDecimal value) {
        return Math.abs((long) value.scale()) > LONGEST_PLAIN_SCALE ? value.toString() : value.toPlainString();
    }

    /** A text as it stands between quotes. */
    static String escaped(String value) {
        JsonWriter json = new JsonWriter(value.length() + 2);
        json.element(value);
        return json.text.substring(1, json.text.length() - 1);
    }

    private void separate() {
        if (!empty) {
            text.append(',');
        }
        empty = false;
    }

    private void quote(String value) {
        text.append('"');
        int written = 0;
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character < ' ' || character == '"' || character == '\\') {
                text.append(value, written, at);
                escape(character);
                written = at + 1;
            }
        }
        text.append(value, written, value.length()).append('"');
    }

    private void escape(char character) {
        text.append('\\');
        switch (character) {
            case '"', '\\' -> text.append(character);
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            default ->
                text.append("u00")
                        .append(HEXADECIMAL.charAt(character >> 4))
                        .append(HEXADECIMAL.charAt(character & 15));
        }
    }
}
