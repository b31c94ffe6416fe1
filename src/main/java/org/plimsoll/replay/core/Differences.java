package org.plimsoll.replay.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.replay.core.ReplayReport.Difference;
import org.plimsoll.replay.core.ReplayReport.Part;

/** Compares JSON texts value by value. Lists are compared place by place. Keeps the first differences and counts the others. */
final class Differences {
    /** Most differences kept. */
    static final int MOST = 200;

    /** Most characters shown of a value. */
    static final int LONGEST_VALUE = 200;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<Difference> kept = new ArrayList<>();
    private int count;
    private boolean respelt;
    private boolean unreadable;

    /** The first ones, in the order in which they were met. */
    List<Difference> kept() {
        return kept;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Whether bytes differed whose values are the same. */
    boolean isRespelt() {
        return respelt;
    }

    /** Whether a text was no JSON, so that it was not compared value by value. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** Compares two texts whose bytes differ. One that is no JSON is one difference as a whole. */
    void compare(Part part, byte[] recorded, byte[] replayed) {
        JsonNode before = tree(recorded);
        JsonNode after = tree(replayed);
        if (before == null || after == null) {
            unreadable = true;
            add(part, "", before, after);
            return;
        }
        int until = count;
        compare(part, "", before, after);
        respelt |= count == until;
    }

    private static @Nullable JsonNode tree(byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            return tree.isMissingNode() ? null : tree;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(Part part, String pointer, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                both(part, pointer + '/' + escaped(name), before.get(name), after.get(name));
            }
        } else if (before.isArray() && after.isArray()) {
            for (int index = 0; index < Math.max(before.size(), after.size()); index++) {
                both(part, pointer + '/' + index, before.get(index), after.get(index));
            }
        } else if (!before.toString().equals(after.toString())) {
            add(part, pointer, before, after);
        }
    }

    private void both(Part part, String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            add(part, pointer, before, after);
        } else {
            compare(part, pointer, before, after);
        }
    }

    private void add(Part part, String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
        count++;
        if (kept.size() < MOST) {
            kept.add(new Difference(part, pointer, shown(before), shown(after)));
        }
    }

    private static @Nullable String shown(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        int end = LONGEST_VALUE - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
    }

    /** A field's name within a JSON pointer (RFC 6901, section 3). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
