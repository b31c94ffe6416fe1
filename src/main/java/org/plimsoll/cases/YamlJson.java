package org.plimsoll.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way from YAML values to JSON and, by pointer, back to their places. */
final class YamlJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private YamlJson() {}

    /** A value as JSON. What stands without quotes and looks like a number is one, to the last digit. */
    static byte[] toJson(YamlNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(json, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, YamlNode node) throws IOException {
        if (node instanceof YamlNode.Mapping mapping) {
            json.writeStartObject();
            for (Map.Entry<String, YamlNode> entry : mapping.values().entrySet()) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (node instanceof YamlNode.Sequence sequence) {
            json.writeStartArray();
            for (YamlNode item : sequence.items()) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (node instanceof YamlNode.Scalar scalar) {
            write(json, scalar);
        }
    }

    private static void write(JsonGenerator json, YamlNode.Scalar scalar) throws IOException {
        if (scalar.isNull()) {
            json.writeNull();
        } else if (scalar.plain()
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            json.writeBoolean(scalar.text().equals("true"));
        } else if (scalar.plain() && NUMBER.matcher(scalar.text()).matches()) {
            json.writeNumber(scalar.text());
        } else {
            json.writeString(scalar.text());
        }
    }

    /** The value a JSON pointer leads to, or the innermost on the way to it that exists. */
    static YamlNode at(YamlNode root, @Nullable String pointer) {
        YamlNode node = root;
        if (pointer == null || pointer.isEmpty()) {
            return node;
        }
        for (String step : pointer.substring(1).split("/", -1)) {
            YamlNode next = null;
            if (node instanceof YamlNode.Mapping mapping) {
                next = mapping.get(step.replace("~1", "/").replace("~0", "~"));
            } else if (node instanceof YamlNode.Sequence sequence && step.matches("[0-9]{1,7}")) {
                int index = Integer.parseInt(step);
                next = index < sequence.items().size() ? sequence.items().get(index) : null;
            }
            if (next == null) {
                return node;
            }
            node = next;
        }
        return node;
    }
}
