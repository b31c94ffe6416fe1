package org.plimsoll.replay.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Values of a record that were masked before they were written: texts that begin with {@code masked:}. */
final class MaskedFields {
    private static final String MASK = "masked:";
    private static final int MOST = 20;
    private static final JsonFactory JSON = new JsonFactory();

    private MaskedFields() {}

    /** Their JSON pointers, in the order of the text; the twenty-first entry says how many more there are. */
    static List<String> of(byte[] json) {
        List<String> pointers = new ArrayList<>();
        int more = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.getText().startsWith(MASK)) {
                    if (pointers.size() < MOST) {
                        pointers.add(parser.getParsingContext().pathAsPointer().toString());
                    } else {
                        more++;
                    }
                }
            }
        } catch (JsonProcessingException e) {
            // What is no JSON is refused by the replay, which says so; what stands before that may be masked all the
            // same.
            return pointers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (more > 0) {
            pointers.add(more + " more");
        }
        return pointers;
    }
}
