package org.plimsoll.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseOutcome;
import org.plimsoll.compare.RuleSetComparison.ValueChange;
import org.plimsoll.decision.Decision;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.wire.DecimalText;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;

/**
 * What came out of a case by path, such as {@code pools/cross/initialMargin}. Elements of lists go by what they are about,
 * so that an action that is new is one field. Which rule said something is left out: a rule that was renamed changes no
 * outcome.
 */
final class OutcomeFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> NO_FIGURES = Set.of("rule", "ruleSet");
    private static final List<String> NAMING = List.of(
            "id",
            "type",
            "pool",
            "scope",
            "kind",
            "code",
            "pointer",
            "position",
            "collateral",
            "restriction",
            "asset",
            "recipient");

    /** Fields by path, within the element of a list of the decision they belong to; by an empty path those of none. */
    private final Map<String, Map<String, String>> elements = new LinkedHashMap<>();

    private OutcomeFields() {}

    static OutcomeFields of(CaseOutcome outcome) {
        OutcomeFields fields = new OutcomeFields();
        Decision decision = outcome.decision();
        if (decision != null) {
            fields.decision(received(decision));
            return fields;
        }
        fields.elements.put("", new LinkedHashMap<>(Map.of("status", status(outcome))));
        for (Problem problem : outcome.refusal()) {
            String path = unused(
                    fields.elements,
                    "refusal/" + problem.code() + (problem.pointer() == null ? "" : " at " + problem.pointer()));
            fields.elements.put(path, Map.of("message", problem.message()));
        }
        return fields;
    }

    static String status(CaseOutcome outcome) {
        return outcome.decision() == null ? "REFUSED" : outcome.decision().status();
    }

    /** What differs, in the order of the decision; what only the new outcome has comes last. */
    static List<ValueChange> changes(OutcomeFields before, OutcomeFields after) {
        List<ValueChange> changes = new ArrayList<>();
        Map<String, Map<String, String>> all = new LinkedHashMap<>(before.elements);
        after.elements.forEach(all::putIfAbsent);
        all.keySet().forEach(path -> {
            Map<String, String> oldFields = before.elements.get(path);
            Map<String, String> newFields = after.elements.get(path);
            if (oldFields == null || newFields == null) {
                changes.add(new ValueChange(path, joined(oldFields), joined(newFields)));
            } else {
                for (ValueChange change : ManifestComparison.values(oldFields, newFields)) {
                    if (!sameFigure(change)) {
                        String whole = path.isEmpty() ? change.path() : path + "/" + change.path();
                        changes.add(new ValueChange(whole, change.oldValue(), change.newValue()));
                    }
                }
            }
        });
        return changes;
    }

    /** Whether nothing differs but words. A notification consists of nothing else, so that its words count. */
    static boolean wordingOnly(List<ValueChange> changes) {
        return !changes.isEmpty()
                && changes.stream()
                        .map(ValueChange::path)
                        .allMatch(path -> (path.endsWith("/reason") || path.endsWith("/message"))
                                && !path.startsWith("actions/NOTIFY"));
    }

    private static @Nullable String joined(@Nullable Map<String, String> fields) {
        return fields == null
                ? null
                : fields.entrySet().stream()
                        .map(field -> field.getKey() + " " + field.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Whether only the number of decimals differs, as it does everywhere when the manifest rounds otherwise. */
    private static boolean sameFigure(ValueChange change) {
        if (change.oldValue() == null || change.newValue() == null) {
            return false;
        }
        BigDecimal oldFigure = DecimalText.parse(change.oldValue());
        BigDecimal newFigure = DecimalText.parse(change.newValue());
        return oldFigure != null && newFigure != null && oldFigure.compareTo(newFigure) == 0;
    }

    private static JsonNode received(Decision decision) {
        try {
            return MAPPER.readTree(DecisionWriter.result(decision, Explain.RULES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decision(JsonNode decision) {
        Map<String, String> own = new LinkedHashMap<>();
        elements.put("", own);
        decision.properties().forEach(field -> {
            if (!NO_FIGURES.contains(field.getKey())) {
                if (field.getValue().isArray()) {
                    for (JsonNode element : field.getValue()) {
                        Map<String, String> fields = new LinkedHashMap<>();
                        elements.put(unused(elements, field.getKey() + "/" + name(element)), fields);
                        flatten("", element, fields);
                    }
                } else {
                    flatten(field.getKey(), field.getValue(), own);
                }
            }
        });
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                if (!NO_FIGURES.contains(field.getKey())) {
                    flatten(path.isEmpty() ? field.getKey() : path + "/" + field.getKey(), field.getValue(), into);
                }
            });
        } else if (node.isArray()) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (JsonNode element : node) {
                String name = unused(seen, name(element));
                seen.put(name, "");
                flatten(path + "/" + name, element, into);
            }
        } else if (!node.isNull()) {
            into.put(path, node.asText());
        }
    }

    /** What an element of a list is about. */
    private static String name(JsonNode element) {
        if (element.has("id")) {
            return element.path("id").asText();
        }
        return NAMING.stream()
                .filter(field ->
                        element.hasNonNull(field) && element.path(field).isValueNode())
                .map(field -> element.path(field).asText())
                .collect(Collectors.joining(" "));
    }

    private static String unused(Map<String, ?> taken, String name) {
        String unused = name.isEmpty() ? "1" : name;
        for (int count = 2; taken.containsKey(unused); count++) {
            unused = (name.isEmpty() ? "" : name + " #") + count;
        }
        return unused;
    }
}
