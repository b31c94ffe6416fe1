package org.plimsoll.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.wire.DecimalText;

/**
 * Compares what a case expects with a decision as callers receive it, so that a case can name any field of the answer by
 * the name it has there.
 */
final class DecisionCheck {
    private static final String NONE = "none";

    private final List<Check> checks = new ArrayList<>();

    private DecisionCheck() {}

    static List<Check> check(Expected.Fields expected, JsonNode decision) {
        DecisionCheck check = new DecisionCheck();
        check.fields("", expected, decision);
        return check.checks;
    }

    private void fields(String path, Expected.Fields expected, JsonNode actual) {
        expected.fields()
                .forEach((name, value) -> any(path.isEmpty() ? name : path + "." + name, value, field(actual, name)));
    }

    private void any(String path, Expected expected, @Nullable JsonNode actual) {
        if (expected instanceof Expected.Fields fields && actual != null) {
            fields(path, fields, actual);
        } else if (expected instanceof Expected.ById byId) {
            byId(path, byId, actual);
        } else if (expected instanceof Expected.Named named) {
            named(path, named, actual);
        } else if (expected instanceof Expected.Elements elements) {
            elements(path, elements, actual);
        } else if (expected instanceof Expected.Codes codes) {
            codes(path, codes, actual);
        } else {
            add(path, expected, shown(expected, actual), holds(expected, actual));
        }
    }

    private void add(String path, Expected expected, String actual, boolean passed) {
        checks.add(new Check(path, expected.text(), actual, passed, expected.line()));
    }

    private void byId(String path, Expected.ById expected, @Nullable JsonNode actual) {
        Map<String, JsonNode> elements = new HashMap<>();
        elementsOf(actual).forEach(element -> elements.put(element.path("id").asText(), element));
        expected.elements().forEach((id, fields) -> {
            JsonNode element = elements.get(id);
            if (element == null) {
                add(path + "." + id, fields, NONE, false);
            } else {
                fields(path + "." + id, fields, element);
            }
        });
    }

    private void named(String path, Expected.Named expected, @Nullable JsonNode actual) {
        Map<String, JsonNode> values = new HashMap<>();
        elementsOf(actual)
                .forEach(figure -> values.put(
                        figure.path("subject").asText() + "."
                                + figure.path("name").asText(),
                        figure.path("value")));
        expected.subjects()
                .forEach((subject, figures) -> figures.fields()
                        .forEach((name, value) ->
                                any(path + "." + subject + "." + name, value, values.get(subject + "." + name))));
    }

    private void codes(String path, Expected.Codes expected, @Nullable JsonNode actual) {
        TreeSet<String> codes = new TreeSet<>();
        elementsOf(actual).forEach(warning -> codes.add(warning.path("code").asText()));
        boolean passed = codes.containsAll(expected.codes())
                && (!expected.exact() || new TreeSet<>(expected.codes()).equals(codes));
        add(path, expected, codes.isEmpty() ? NONE : String.join(", ", codes), passed);
    }

    /** Finds an element of its own for each that is expected; the fewest that find none, or are left over, are shown. */
    private void elements(String path, Expected.Elements expected, @Nullable JsonNode actual) {
        List<JsonNode> candidates = elementsOf(actual);
        int[] partners = partners(expected.elements(), candidates);
        boolean[] taken = new boolean[candidates.size()];
        for (int partner : partners) {
            if (partner >= 0) {
                taken[partner] = true;
            }
        }
        if (expected.elements().isEmpty()) {
            String found = candidates.isEmpty()
                    ? NONE
                    : candidates.stream().map(DecisionCheck::brief).collect(Collectors.joining("; "));
            add(path, expected, found, candidates.isEmpty());
            return;
        }
        for (int index = 0; index < partners.length; index++) {
            Expected.Fields element = expected.elements().get(index);
            String elementPath = path + "[" + index + "]";
            JsonNode partner =
                    partners[index] >= 0 ? candidates.get(partners[index]) : likest(element, candidates, taken);
            if (partner == null) {
                add(elementPath, element, NONE, false);
            } else {
                fields(elementPath, element, partner);
            }
        }
        if (expected.exact()) {
            for (int index = 0; index < taken.length; index++) {
                if (!taken[index]) {
                    JsonNode more = candidates.get(index);
                    checks.add(new Check(path, NONE + " besides", brief(more), false, expected.line()));
                }
            }
        }
    }

    /** An untaken element for the report to show beside one that found no match: the first of its type. */
    private static @Nullable JsonNode likest(Expected.Fields expected, List<JsonNode> candidates, boolean[] taken) {
        Expected type = expected.fields().get("type");
        for (int index = 0; index < taken.length; index++) {
            JsonNode candidate = candidates.get(index);
            if (!taken[index] && (type == null || holds(type, field(candidate, "type")))) {
                taken[index] = true;
                return candidate;
            }
        }
        return null;
    }

    /** For each expected element the place of its own candidate, −1 without; as many matched as can be. */
    private static int[] partners(List<Expected.Fields> expected, List<JsonNode> candidates) {
        int[] owner = new int[candidates.size()];
        Arrays.fill(owner, -1);
        for (int index = 0; index < expected.size(); index++) {
            assign(index, expected, candidates, owner, new boolean[candidates.size()]);
        }
        int[] partners = new int[expected.size()];
        Arrays.fill(partners, -1);
        for (int candidate = 0; candidate < owner.length; candidate++) {
            if (owner[candidate] >= 0) {
                partners[owner[candidate]] = candidate;
            }
        }
        return partners;
    }

    private static boolean assign(
            int index, List<Expected.Fields> expected, List<JsonNode> candidates, int[] owner, boolean[] tried) {
        for (int candidate = 0; candidate < owner.length; candidate++) {
            if (!tried[candidate] && holds(expected.get(index), candidates.get(candidate))) {
                tried[candidate] = true;
                if (owner[candidate] < 0 || assign(owner[candidate], expected, candidates, owner, tried)) {
                    owner[candidate] = index;
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(Expected expected, @Nullable JsonNode actual) {
        if (expected instanceof Expected.Presence presence) {
            return presence.present() == (actual != null);
        }
        if (expected instanceof Expected.Nothing) {
            return actual == null;
        }
        if (actual == null) {
            return false;
        }
        if (expected instanceof Expected.Figure figure) {
            BigDecimal value = DecimalText.parse(actual.asText());
            return value != null && figure.comparison().accepts(value);
        }
        if (expected instanceof Expected.Time time) {
            return sameTime(time.time(), actual.asText());
        }
        if (expected instanceof Expected.RuleName rule) {
            return actual.path("name").asText().equals(rule.text());
        }
        if (expected instanceof Expected.Text text) {
            return actual.asText().equals(text.text());
        }
        return check(new Expected.Fields(Map.of("value", expected), expected.line()), wrapped(actual)).stream()
                .allMatch(Check::passed);
    }

    private static boolean sameTime(Instant expected, String actual) {
        try {
            return Instant.parse(actual).equals(expected);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static JsonNode wrapped(JsonNode value) {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .set("value", value);
    }

    private static @Nullable JsonNode field(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static List<JsonNode> elementsOf(@Nullable JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        if (list != null) {
            list.forEach(elements::add);
        }
        return elements;
    }

    private static String shown(Expected expected, @Nullable JsonNode actual) {
        if (actual == null) {
            return expected instanceof Expected.Presence ? "no" : NONE;
        }
        if (expected instanceof Expected.Presence) {
            return "yes: " + actual.path("reason").asText();
        }
        return expected instanceof Expected.RuleName ? actual.path("name").asText() : actual.asText();
    }

    /** The single values of an object in a few words. */
    private static String brief(JsonNode object) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                values.add(field.getKey() + " " + field.getValue().asText());
            }
        }
        return String.join(", ", values);
    }
}
