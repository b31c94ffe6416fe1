package org.plimsoll.wire;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * One object of a request while it is read: each known field once, null like absent. What is unknown or doubled is noted
 * as a problem and skipped.
 */
final class JsonObject {
    private final JsonSource source;
    private final Fields fields;
    private long seen;
    private long present;
    private int last = -1;

    private JsonObject(JsonSource source, Fields fields) {
        this.source = source;
        this.fields = fields;
    }

    /** The object the source stands at; null, and noted, when it stands at something else. */
    static @Nullable JsonObject open(JsonSource source, Fields fields) {
        if (source.isAtObject()) {
            return new JsonObject(source, fields);
        }
        source.wrongType("an object");
        return null;
    }

    /** Goes to the value of the next field; false at the end of the object. */
    boolean next() {
        for (String name = source.nextName(); name != null; name = source.nextName()) {
            JsonToken value = source.nextToken();
            int index = fields.indexOf(name, last);
            if (index < 0) {
                source.malformed(
                        "UNKNOWN_FIELD",
                        "There is no field '" + Texts.shortened(name) + "' here."
                                + Suggestions.hint(name, fields.names()),
                        source.pointer());
                source.skip();
            } else if ((seen & 1L << index) != 0) {
                source.malformed("DUPLICATE_FIELD", "The field '" + name + "' is given twice.", source.pointer());
                source.skip();
            } else {
                last = index;
                seen |= 1L << index;
                if (value != JsonToken.VALUE_NULL) {
                    present |= 1L << index;
                    return true;
                }
            }
        }
        return false;
    }

    /** Name of the field whose value the source stands at. */
    String field() {
        return fields.name(last);
    }

    /** Whether a field has been given with a value. */
    boolean has(String name) {
        return (present & 1L << fields.indexOf(name)) != 0;
    }

    /** At the end: notes each field that must be there and is not. */
    void requireFields() {
        long required = (1L << fields.requiredCount()) - 1;
        if ((present & required) == required) {
            return;
        }
        for (String name : fields.names().subList(0, fields.requiredCount())) {
            if (!has(name)) {
                source.malformed(
                        "MISSING_FIELD", "The field '" + name + "' is missing.", source.pointer() + "/" + name);
            }
        }
    }
}
