package org.plimsoll.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.wire.MalformedRequest;
import org.plimsoll.wire.Suggestions;
import org.plimsoll.wire.TimeText;

/** Bodies of requests that are small JSON objects, without fields that are not known. */
public final class JsonBodies {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Instants()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private static final int LONGEST = 64 << 10;

    private JsonBodies() {}

    /** Times as evaluations take them: text with an offset from UTC, never a number, never empty. */
    private static final class Instants extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Instants() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Instant instant = json.hasToken(JsonToken.VALUE_STRING) ? TimeText.instant(json.getText()) : null;
            if (instant == null) {
                throw context.wrongTokenException(json, Instant.class, JsonToken.VALUE_STRING, "no time");
            }
            return instant;
        }
    }

    /**
     * Reads a body. An empty one is an empty object.
     *
     * @throws MalformedRequest when it is not what is expected, with the place
     * @throws BodyTooLarge when it is too long
     */
    public static <T> T read(InputStream body, Class<T> type) {
        return read(body, type, LONGEST);
    }

    /** As {@link #read(InputStream, Class)}, with another limit of bytes. */
    public static <T> T read(InputStream body, Class<T> type, int longest) {
        byte[] bytes = bytes(body, longest);
        ObjectReader reader = MAPPER.readerFor(type);
        try {
            T read = reader.readValue(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
            if (read == null) {
                throw malformed("WRONG_TYPE", "The body must be a JSON object.", "");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            throw malformed(
                    "UNKNOWN_FIELD",
                    "There is no field '" + e.getPropertyName() + "' here."
                            + Suggestions.hint(e.getPropertyName(), known),
                    pointer(e));
        } catch (JsonMappingException e) {
            boolean time = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() == Instant.class;
            throw malformed(
                    "WRONG_TYPE",
                    time
                            ? "This field takes an instant such as 2021-09-01T00:00:00Z."
                            : "The value is not of the type this field takes.",
                    pointer(e));
        } catch (JsonProcessingException e) {
            throw malformed("MALFORMED_JSON", "The body is not JSON: " + e.getOriginalMessage(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All bytes of a body that may have so many. */
    public static byte[] bytes(InputStream body, int longest) {
        try {
            byte[] bytes = body.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new BodyTooLarge(longest, "send less at a time");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of a body as bytes; its numbers are as they were sent. */
    public static byte[] bytes(JsonNode part) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(part);
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }

    private static MalformedRequest malformed(String code, String message, String pointer) {
        return new MalformedRequest(List.of(new Problem(code, message, pointer)));
    }
}
