package org.plimsoll.cases;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.wire.Suggestions;

/** Reads what a case expects. What cannot be expected, or would hold of any decision, is reported. */
final class ExpectationReader {
    static final String CONTAINS = "contains";
    static final Set<String> OTHER_FIELDS = Set.of("rules", "refusal");
    /** Every element is compared with every one that came out. */
    private static final int MOST_ELEMENTS = 200;

    private static final Pattern SUBJECT = Pattern.compile("(position|group|pool|collateral|strategy) \\S.*");
    private static final String BAD_VALUE = "CASE_BAD_VALUE";

    private final CaseDiagnostics diagnostics;

    ExpectationReader(CaseDiagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    @Nullable
    Expectation read(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("what the decision must be", node);
            return null;
        }
        if (mapping.values().isEmpty()) {
            nothingExpected(node);
        }
        YamlNode.Mapping figures = YamlNode.Mapping.empty(node.line(), node.column());
        mapping.values().forEach((key, value) -> {
            YamlNode.Scalar name = mapping.keys().get(key);
            if (name != null && !OTHER_FIELDS.contains(key)) {
                figures.put(name, value);
            }
        });
        Expected.Fields decision = figures.values().isEmpty() ? null : fields(Shape.DECISION, figures);
        YamlNode rules = mapping.get("rules");
        YamlNode refusal = mapping.get("refusal");
        if (refusal != null && mapping.values().size() > 1) {
            diagnostics.error(BAD_VALUE, "A refusal comes without a decision: expect nothing beside it.", refusal);
        }
        return new Expectation(
                decision,
                rules == null ? List.of() : rules(rules),
                refusal == null ? null : refusal(refusal),
                node.line());
    }

    private void nothingExpected(YamlNode at) {
        diagnostics.error("CASE_EXPECTS_NOTHING", "This would hold of any decision; say what must come out.", at);
    }

    private @Nullable Expected expected(Shape shape, YamlNode node) {
        if (shape instanceof Shape.Fields fields) {
            return fields(fields, node);
        }
        if (shape instanceof Shape.ById byId) {
            return byId(byId, node);
        }
        if (shape instanceof Shape.Elements elements) {
            return elements(elements, node);
        }
        if (shape instanceof Shape.Named) {
            return named(node);
        }
        if (shape instanceof Shape.Codes) {
            return codes(node);
        }
        return single(shape, node);
    }

    private @Nullable Expected single(Shape shape, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            diagnostics.wrongType("a single value", node);
            return null;
        }
        if (shape instanceof Shape.Figure) {
            return figure(scalar);
        }
        if (scalar.isNull()) {
            diagnostics.wrongType("a text", node);
            return null;
        }
        if (shape instanceof Shape.Time) {
            return time(scalar);
        }
        if (shape instanceof Shape.Presence) {
            return presence(scalar);
        }
        if (shape instanceof Shape.RuleName) {
            return new Expected.RuleName(scalar.text(), scalar.line());
        }
        if (shape instanceof Shape.Text text
                && !text.codes().isEmpty()
                && !text.codes().contains(scalar.text())) {
            diagnostics.error(
                    "CASE_UNKNOWN_CODE",
                    "There is no '" + CaseDiagnostics.shortened(scalar.text()) + "' here."
                            + Suggestions.hint(scalar.text(), text.codes()),
                    scalar);
        }
        return new Expected.Text(scalar.text(), scalar.line());
    }

    private @Nullable Expected figure(YamlNode.Scalar scalar) {
        if (scalar.isNull()) {
            return new Expected.Nothing(scalar.line());
        }
        Comparison comparison = Comparison.parse(scalar.text());
        if (comparison == null) {
            String advice = scalar.text().endsWith("%")
                    ? " Rates are fractions: 8 % is 0.08."
                    : " Write a decimal such as 125000.00, a bound such as \">= 0\", \"~ 26316.89\" or \"~ 26316.89 +- 0.005\".";
            String marks = Suggestions.withoutThousandsMarks(scalar.text());
            String said = "'" + CaseDiagnostics.shortened(scalar.text()) + "' cannot be compared with.";
            diagnostics.error(BAD_VALUE, said + (marks.isEmpty() ? advice : marks), scalar);
            return null;
        }
        return new Expected.Figure(comparison, scalar.line());
    }

    private @Nullable Expected time(YamlNode.Scalar scalar) {
        try {
            return new Expected.Time(Instant.parse(scalar.text()), scalar.line());
        } catch (DateTimeException e) {
            diagnostics.error(BAD_VALUE, "A time in UTC is expected, such as 2026-01-02T09:00:00Z.", scalar);
            return null;
        }
    }

    private @Nullable Expected presence(YamlNode.Scalar scalar) {
        if (scalar.text().equals("true") || scalar.text().equals("false")) {
            return new Expected.Presence(scalar.text().equals("true"), scalar.line());
        }
        diagnostics.wrongType("true or false", scalar);
        return null;
    }

    private Expected.@Nullable Fields fields(Shape.Fields shape, YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("fields and what they must be", node);
            return null;
        }
        if (mapping.values().isEmpty()) {
            nothingExpected(node);
        }
        Map<String, Expected> fields = new LinkedHashMap<>();
        mapping.values().forEach((key, value) -> {
            Shape field = shape.fields().get(key);
            if (field == null) {
                List<String> known = new ArrayList<>(shape.fields().keySet());
                if (shape.equals(Shape.DECISION)) {
                    known.addAll(OTHER_FIELDS);
                }
                diagnostics.unknownKey(keyOf(mapping, key), known);
                return;
            }
            Expected expected = expected(field, value);
            if (expected != null) {
                fields.put(key, expected);
            }
        });
        return new Expected.Fields(fields, node.line());
    }

    private static YamlNode.Scalar keyOf(YamlNode.Mapping mapping, String key) {
        YamlNode.Scalar scalar = mapping.keys().get(key);
        return scalar == null ? new YamlNode.Scalar(key, true, mapping.line(), mapping.column()) : scalar;
    }

    private @Nullable Expected byId(Shape.ById shape, YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("ids, each with its fields", node);
            return null;
        }
        if (mapping.values().isEmpty()) {
            nothingExpected(node);
        }
        Map<String, Expected.Fields> elements = new LinkedHashMap<>();
        mapping.values().forEach((id, value) -> {
            Expected.Fields fields = fields(shape.element(), value);
            if (fields != null) {
                elements.put(id, fields);
            }
        });
        return new Expected.ById(elements, node.line());
    }

    private @Nullable Expected named(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("subjects such as \"pool cross\", each with its figures by name", node);
            return null;
        }
        if (mapping.values().isEmpty()) {
            nothingExpected(node);
        }
        Map<String, Expected.Fields> subjects = new LinkedHashMap<>();
        mapping.values().forEach((subject, value) -> {
            if (!SUBJECT.matcher(subject).matches()) {
                diagnostics.error(
                        BAD_VALUE,
                        "A figure is of a position, a group, a pool or an asset: write \"pool cross\","
                                + " \"position p-1\", \"group cross/BTC\" or \"collateral c-1\".",
                        keyOf(mapping, subject));
                return;
            }
            Expected.Fields figures = figures(value);
            if (figures != null) {
                subjects.put(subject, figures);
            }
        });
        return new Expected.Named(subjects, node.line());
    }

    private Expected.@Nullable Fields figures(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("figures by name", node);
            return null;
        }
        if (mapping.values().isEmpty()) {
            nothingExpected(node);
        }
        Map<String, Expected> figures = new LinkedHashMap<>();
        mapping.values().forEach((name, value) -> {
            Expected figure = single(Shape.FIGURE, value);
            if (figure != null) {
                figures.put(name, figure);
            }
        });
        return new Expected.Fields(figures, node.line());
    }

    private @Nullable Expected elements(Shape.Elements shape, YamlNode node) {
        Listed listed = listed(node);
        if (listed == null) {
            return null;
        }
        if (listed.items().size() > MOST_ELEMENTS) {
            diagnostics.error(BAD_VALUE, "A list of more than " + MOST_ELEMENTS + " cannot be expected.", node);
            return null;
        }
        List<Expected.Fields> elements = new ArrayList<>();
        for (YamlNode item : listed.items()) {
            Expected.Fields fields = fields(shape.element(), item);
            if (fields != null) {
                elements.add(fields);
            }
        }
        return new Expected.Elements(elements, listed.exact(), node.line());
    }

    private @Nullable Expected codes(YamlNode node) {
        Listed listed = listed(node);
        return listed == null ? null : new Expected.Codes(texts(listed.items()), listed.exact(), node.line());
    }

    private List<String> texts(List<YamlNode> items) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                diagnostics.wrongType("a text", item);
            }
        }
        return texts;
    }

    /** A list is exact; {@code contains} with a list is a part of it. */
    private @Nullable Listed listed(YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return new Listed(sequence.items(), true);
        }
        if (node instanceof YamlNode.Mapping mapping
                && mapping.values().keySet().equals(Set.of(CONTAINS))
                && mapping.get(CONTAINS) instanceof YamlNode.Sequence part) {
            if (part.items().isEmpty()) {
                nothingExpected(part);
            }
            return new Listed(part.items(), false);
        }
        diagnostics.wrongType("a list, or `contains:` with a list", node);
        return null;
    }

    private List<Expected.RuleName> rules(YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            diagnostics.wrongType("a list of rule names", node);
            return List.of();
        }
        if (sequence.items().isEmpty()) {
            nothingExpected(node);
        }
        List<Expected.RuleName> rules = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                rules.add(new Expected.RuleName(scalar.text(), scalar.line()));
            } else {
                diagnostics.wrongType("the name of a rule", item);
            }
        }
        return rules;
    }

    private Expectation.@Nullable RefusalExpected refusal(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            diagnostics.wrongType("a `code`, and a `pointer` if it matters", node);
            return null;
        }
        mapping.values().keySet().forEach(key -> {
            if (!key.equals("code") && !key.equals("pointer")) {
                diagnostics.unknownKey(keyOf(mapping, key), List.of("code", "pointer"));
            }
        });
        if (!(mapping.get("code") instanceof YamlNode.Scalar code) || code.isNull()) {
            diagnostics.error("CASE_MISSING_FIELD", "The field 'code' is missing.", node);
            return null;
        }
        String pointer = mapping.get("pointer") instanceof YamlNode.Scalar scalar ? scalar.text() : null;
        return new Expectation.RefusalExpected(code.text(), pointer, node.line());
    }

    private record Listed(List<YamlNode> items, boolean exact) {}
}
