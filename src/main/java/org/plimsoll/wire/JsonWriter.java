package org.plimsoll.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
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
    private static final int DIGITS_OF_A_LONG = 18;
    private static final int LONGEST_LONG = 20;
    private static final int LAST_YEAR_OF_FOUR_DIGITS = 9_999;
    private static final int LAST_ASCII = 0x7f;
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final long[] POWERS = powersOfTen();
    private static final String HEXADECIMAL = "0123456789abcdef";

    private byte[] bytes;
    private int length;
    private boolean empty = true;

    /** A writer of a text of about that many bytes. */
    public JsonWriter(int expectedLength) {
        bytes = new byte[expectedLength];
    }

    /** Begins an object. */
    public JsonWriter beginObject() {
        separate();
        append('{');
        empty = true;
        return this;
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        append('}');
        empty = false;
        return this;
    }

    /** Begins a field's value that is written next. */
    public JsonWriter name(String name) {
        separate();
        quote(name);
        append(':');
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
        appendDigits(value, 0);
        empty = false;
        return this;
    }

    /** A field with a truth value. */
    public JsonWriter bool(String name, boolean value) {
        name(name);
        append(value ? TRUE : FALSE);
        empty = false;
        return this;
    }

    /** A field with an instant, as ISO 8601 in UTC. */
    public JsonWriter time(String name, Instant value) {
        name(name);
        long second = value.getEpochSecond();
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, value.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR_OF_FOUR_DIGITS) {
            quote(value.toString());
        } else {
            append(time);
        }
        empty = false;
        return this;
    }

    private void append(LocalDateTime time) {
        append('"');
        appendPadded(time.getYear(), 4);
        append('-');
        appendPadded(time.getMonthValue(), 2);
        append('-');
        appendPadded(time.getDayOfMonth(), 2);
        append('T');
        appendPadded(time.getHour(), 2);
        append(':');
        appendPadded(time.getMinute(), 2);
        append(':');
        appendPadded(time.getSecond(), 2);
        int fraction = time.getNano();
        int digits = 9;
        while (fraction > 0 && digits > 0 && fraction % 1_000 == 0) {
            fraction /= 1_000;
            digits -= 3;
        }
        if (fraction > 0) {
            append('.');
            appendPadded(fraction, digits);
        }
        append('Z');
        append('"');
    }

    /** A number in so many digits. */
    private void appendPadded(int number, int digits) {
        makeRoom(digits);
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A decimal as text at its own scale; {@code null} when there is none. */
    JsonWriter decimal(String name, @Nullable BigDecimal value) {
        name(name);
        if (value == null) {
            append(NULL);
        } else if (value.scale() >= 0 && value.scale() <= DIGITS_OF_A_LONG && value.precision() <= DIGITS_OF_A_LONG) {
            append('"');
            appendDigits(value.scaleByPowerOfTen(value.scale()).longValue(), value.scale());
            append('"');
        } else {
            quote(plain(value));
        }
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
        if (value instanceof Instant time) {
            return time(name, time);
        }
        if (value instanceof CharSequence || value instanceof LocalDate || value instanceof Enum<?>) {
            return text(name, Objects.toString(value));
        }
        throw new IllegalArgumentException("no form on the wire for " + value.getClass());
    }

    /** A field with a list, whose elements the writer writes one by one. */
    public <T> JsonWriter list(String name, List<T> elements, Consumer<T> writer) {
        name(name);
        append('[');
        empty = true;
        elements.forEach(writer);
        append(']');
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
        append('[');
        appendDigits(first, 0);
        append(',');
        appendDigits(last, 0);
        append(']');
    }

    /** What was written, in UTF-8. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The decimal in full, or in scientific notation when writing it in full would be out of all proportion. */
    static String plain(BigDecimal value) {
        return Math.abs((long) value.scale()) > LONGEST_PLAIN_SCALE ? value.toString() : value.toPlainString();
    }

    /** A text as it stands between quotes. */
    static String escaped(String value) {
        JsonWriter json = new JsonWriter(value.length() + 2);
        json.element(value);
        return new String(json.bytes, 1, json.length - 2, StandardCharsets.UTF_8);
    }

    private void separate() {
        if (!empty) {
            append(',');
        }
        empty = false;
    }

    private void append(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
    }

    private void append(byte[] more) {
        makeRoom(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** A number of at most 18 digits, or any without a fraction; the last digits, so many, behind a point. */
    private void appendDigits(long number, int fraction) {
        if (number == Long.MIN_VALUE) {
            append(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        makeRoom(LONGEST_LONG + 1);
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int digits = fraction + 1;
        for (long power = power(digits); power > 0 && rest >= power; power = power(digits)) {
            digits++;
        }
        int at = length + digits + (fraction > 0 ? 1 : 0);
        length = at;
        for (int i = 0; i < digits; i++) {
            if (i == fraction && fraction > 0) {
                bytes[--at] = '.';
            }
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static long[] powersOfTen() {
        long[] powers = new long[LONGEST_LONG - 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /** Ten to that power; zero when it is more than a long. */
    private static long power(int exponent) {
        return exponent < POWERS.length ? POWERS[exponent] : 0;
    }

    /** Quotes a text. All that is plain ASCII, as most texts are, is taken as it is. */
    private void quote(String value) {
        int characters = value.length();
        makeRoom(characters + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < characters; i++) {
            char character = value.charAt(i);
            if (character < ' ' || character > LAST_ASCII || character == '"' || character == '\\') {
                length = at;
                append(escape(value, i).getBytes(StandardCharsets.UTF_8));
                append('"');
                return;
            }
            to[at++] = (byte) character;
        }
        to[at++] = '"';
        length = at;
    }

    private static String escape(String value, int from) {
        StringBuilder text = new StringBuilder(value.length() + DIGITS_OF_A_LONG);
        for (int at = from; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character < ' ' || character == '"' || character == '\\') {
                escape(text, character);
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    private static void escape(StringBuilder text, char character) {
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
