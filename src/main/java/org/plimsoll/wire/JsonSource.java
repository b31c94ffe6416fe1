package org.plimsoll.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Problem;

/**
 * One request's JSON, read forwards. The {@code read...} methods take the value the source stands at; a value of the
 * wrong type or meaning is noted as a problem, skipped, and null. The pointer of a problem comes from the parser's own
 * context, so that keeping track of it costs nothing.
 */
final class JsonSource {
    private static final int DEEPEST_NESTING = 32;
    private static final int LONGEST_NAME = 4_096;
    private static final BigDecimal LARGEST_INTEGER = BigDecimal.valueOf(Integer.MAX_VALUE);

    /**
     * Lengths of texts and numbers are checked here rather than by the parser, which could not say where. Names are not
     * interned: they come from outside.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser parser;
    private final Problems problems;
    private final RequestLimits limits;

    private JsonSource(byte[] body, JsonParser parser, Problems problems, RequestLimits limits) {
        this.body = body;
        this.parser = parser;
        this.problems = problems;
        this.limits = limits;
    }

    /**
     * Stands at the first value of a text.
     *
     * @throws MalformedRequest when there is none, or the text is not UTF-8
     */
    static JsonSource open(byte[] body, RequestLimits limits) {
        Problems problems = new Problems(limits.problems());
        int bad = JsonText.firstBadByte(body);
        if (bad >= 0) {
            throw problems.fatal("INVALID_ENCODING", "Not UTF-8 at " + JsonText.place(body, bad) + ".", "");
        }
        try {
            JsonSource source = new JsonSource(body, FACTORY.createParser(body), problems, limits);
            if (source.parser.nextToken() == null) {
                throw problems.fatal("MALFORMED_JSON", "There is nothing but an empty text.", "");
            }
            return source;
        } catch (IOException e) {
            throw fatal(problems, body, e, "", 0);
        }
    }

    /**
     * Makes sure that nothing follows the value just read, and reports the problems found.
     *
     * @throws MalformedRequest when any problem is about shape
     * @throws org.plimsoll.portfolio.Refusal when all are about meaning
     */
    void close() {
        if (nextToken() != null) {
            int offset = (int) parser.currentTokenLocation().getByteOffset();
            throw problems.fatal(
                    "MALFORMED_JSON", "Something follows the request at " + JsonText.place(body, offset) + ".", "");
        }
        problems.throwAny();
    }

    RequestLimits limits() {
        return limits;
    }

    @Nullable
    JsonToken nextToken() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw fatal(e);
        }
    }

    boolean isAtObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Name of the object's next field; null at its end. */
    @Nullable
    String nextName() {
        try {
            return parser.nextFieldName();
        } catch (IOException e) {
            throw fatal(e);
        }
    }

    String currentName() {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw fatal(e);
        }
    }

    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw fatal(e);
        }
    }

    /** JSON pointer of the value the source stands at, or of the object or list that has just ended. */
    String pointer() {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    void malformed(String code, String message, String pointer) {
        problems.malformed(code, message, pointer);
    }

    void refused(String code, String message) {
        problems.refused(code, message, pointer());
    }

    void refused(String code, String message, String pointer) {
        problems.refused(code, message, pointer);
    }

    void wrongType(String expected) {
        problems.malformed("WRONG_TYPE", "Expected " + expected + ", found " + found() + ".", pointer());
        skip();
    }

    /** A name or other text that is not blank. */
    @Nullable
    String readText() {
        String text = readText(limits.textLength());
        if (text != null && text.isBlank()) {
            refused("TEXT_BLANK", "The text must not be blank.");
            return null;
        }
        return text;
    }

    private @Nullable String readText(int longest) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            wrongType("a text in quotes");
            return null;
        }
        try {
            String text = parser.getText();
            if (text.length() > longest) {
                refused("TEXT_TOO_LONG", "The text is longer than " + longest + " characters.");
                return null;
            }
            if (!Texts.isClean(text)) {
                refused("TEXT_CHARACTERS", "The text contains a control character or half a character.");
                return null;
            }
            return text;
        } catch (IOException e) {
            throw fatal(e);
        }
    }

    /** A decimal, as text or number. */
    @Nullable
    BigDecimal readDecimal() {
        if (!isText() && !isNumber()) {
            wrongType("a decimal number or a decimal number in quotes");
            return null;
        }
        try {
            int length = parser.getTextLength();
            BigDecimal value = length > DecimalText.LONGEST_TEXT
                    ? null
                    : DecimalText.parse(parser.getTextCharacters(), parser.getTextOffset(), length);
            if (value == null) {
                refuseDecimal(parser.getText());
            }
            return value;
        } catch (IOException e) {
            throw fatal(e);
        }
    }

    private void refuseDecimal(String text) {
        if (!DecimalText.isDecimal(text)) {
            refused(
                    "INVALID_DECIMAL",
                    "'" + Texts.shortened(text) + "' is not a decimal number such as -1234.5."
                            + Suggestions.withoutThousandsMarks(text));
        } else if (DecimalText.isTooLarge(text)) {
            refused(
                    "NUMBER_TOO_LARGE",
                    "A number may have at most " + DecimalText.INTEGER_DIGITS + " digits before the decimal point.");
        } else {
            refused(
                    "NUMBER_TOO_PRECISE",
                    "A number may have at most " + DecimalText.FRACTION_DIGITS + " digits after the decimal point.");
        }
    }

    /** A whole number, at least so large. */
    @Nullable
    Integer readInteger(int least) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            wrongType("a whole number");
            return null;
        }
        BigDecimal value = readDecimal();
        if (value == null) {
            return null;
        }
        if (value.compareTo(BigDecimal.valueOf(least)) < 0 || value.compareTo(LARGEST_INTEGER) > 0) {
            refused("OUT_OF_RANGE", "The number must be between " + least + " and " + LARGEST_INTEGER + ".");
            return null;
        }
        return value.intValueExact();
    }

    @Nullable
    Boolean readBoolean() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            wrongType("true or false");
            return null;
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** A time with its offset from UTC. */
    @Nullable
    Instant readInstant() {
        String text = readText();
        Instant instant = text == null ? null : TimeText.instant(text);
        if (text != null && instant == null) {
            refused(
                    "INVALID_TIME",
                    "'" + Texts.shortened(text) + "' is not a time in UTC such as 2026-01-02T09:00:00Z.");
        }
        return instant;
    }

    @Nullable
    LocalDate readDate() {
        String text = readText();
        LocalDate date = text == null ? null : TimeText.date(text);
        if (text != null && date == null) {
            refused("INVALID_DATE", "'" + Texts.shortened(text) + "' is not a date such as 2026-01-02.");
        }
        return date;
    }

    <E extends Enum<E>> @Nullable E readCode(Codes<E> codes) {
        String text = readText();
        E value = text == null ? null : codes.find(text);
        if (text != null && value == null) {
            refused(
                    "UNKNOWN_CODE",
                    "There is no '" + Texts.shortened(text) + "' here." + Suggestions.hint(text, codes.names()));
        }
        return value;
    }

    /** Attributes: texts by name. A number is taken for its text. */
    @Nullable
    Map<String, String> readAttributes() {
        if (!isAtObject()) {
            wrongType("an object");
            return null;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        int count = 0;
        while (nextToken() != JsonToken.END_OBJECT) {
            if (count++ == limits.attributes()) {
                throw limitExceeded(limits.attributes());
            }
            String name = currentName();
            boolean sound = name.length() <= limits.textLength() && Texts.isClean(name) && !name.isBlank();
            nextToken();
            if (!sound) {
                refused("TEXT_CHARACTERS", "The attribute's name is blank, too long or contains a control character.");
                skip();
                continue;
            }
            String value = readAttribute();
            if (attributes.containsKey(name)) {
                malformed("DUPLICATE_FIELD", "The attribute '" + name + "' is given twice.", pointer());
            } else {
                attributes.put(name, value == null ? "" : value);
            }
        }
        return attributes;
    }

    private @Nullable String readAttribute() {
        if (isNumber()) {
            BigDecimal value = readDecimal();
            return value == null ? null : value.toPlainString();
        }
        return readText(limits.attributeLength());
    }

    /** A list whose elements a reader takes; an element that is null has been noted as a problem. */
    <T> List<T> readList(int limit, Supplier<@Nullable T> reader) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            wrongType("a list");
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        int count = 0;
        while (nextToken() != JsonToken.END_ARRAY) {
            if (count++ == limit) {
                throw limitExceeded(limit);
            }
            T element = reader.get();
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    private LimitExceeded limitExceeded(int limit) {
        return new LimitExceeded(
                new Problem("LIMIT_EXCEEDED", "At most " + limit + " are accepted in one request.", pointer()));
    }

    private boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    private boolean isNumber() {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    private String found() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    private MalformedRequest fatal(IOException e) {
        return fatal(problems, body, e, pointer(), parser.getParsingContext().getNestingDepth());
    }

    private static MalformedRequest fatal(Problems problems, byte[] body, IOException e, String pointer, int depth) {
        int at = offset(body, e);
        String place = JsonText.place(body, at);
        if (e instanceof StreamConstraintsException) {
            return depth >= DEEPEST_NESTING
                    ? problems.fatal("NESTED_TOO_DEEP", "Nested too deep at " + place + ".", pointer)
                    : problems.fatal("MALFORMED_JSON", "A name is too long at " + place + ".", pointer);
        }
        return problems.fatal(
                "MALFORMED_JSON", "Not valid JSON at " + place + ", near " + JsonText.nearby(body, at) + ".", pointer);
    }

    /** Where the parser stumbled; the start of the word, when it read on to the end of a word it does not know. */
    private static int offset(byte[] body, IOException e) {
        if (!(e instanceof JsonProcessingException syntax) || syntax.getLocation() == null) {
            return body.length;
        }
        long reported = syntax.getLocation().getByteOffset();
        int offset = reported < 0 || reported > body.length ? body.length : (int) reported;
        boolean readOn = syntax.getOriginalMessage().startsWith("Unrecognized token");
        return JsonText.startOfWord(body, offset, readOn);
    }
}
