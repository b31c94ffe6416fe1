package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.gate.Node;

/**
 * Something that a rule inserts.
 *
 * @param rule the rule
 * @param fact the fact it is about
 * @param type name of the outcome, such as {@code Haircut}
 * @param arguments its arguments by name
 * @param alternatives when it is said, one of which must hold
 * @param certain whether it is said whenever one of them holds
 * @param names what names stand for
 * @param start offset of it
 */
record Said(
        AdvisedRule rule,
        String fact,
        String type,
        Map<String, Node> arguments,
        List<Alternative> alternatives,
        boolean certain,
        Names names,
        int start) {

    private static final Set<String> WITHOUT_MEANING = Set.of("reason");

    /** Kind of a haircut or an add-on, or what is barred; empty when it has none, or one that is computed. */
    String kind() {
        for (String name : List.of("kind", "restriction")) {
            Node kind = arguments.get(name);
            if (kind != null) {
                return names.resolved(kind) instanceof Node.Text text ? text.value() : "";
            }
        }
        return type.equals("Haircut") ? "BASE" : "";
    }

    /** What it decides, of which there can be one only for a fact; empty when there can be several. */
    Optional<String> decides() {
        return switch (type) {
            case "Haircut", "RestrictTrading" ->
                kind().isEmpty() ? Optional.empty() : Optional.of(type + " " + kind() + " " + fact);
            case "MarginRequirement", "GrossRequirement" -> Optional.of("MarginRequirement " + fact);
            default -> Optional.empty();
        };
    }

    /** Whether it is margin required of something, stated net or gross. */
    boolean requiresMargin() {
        return type.equals("MarginRequirement") || type.equals("GrossRequirement");
    }

    /** What it decides, in words. */
    String topic() {
        return switch (type) {
            case "Haircut" -> "a haircut of kind " + kind();
            case "RestrictTrading" -> "the restriction " + kind();
            default ->
                "the margin of a "
                        + switch (fact) {
                            case "Position" -> "position";
                            case "Strategy" -> "strategy";
                            case "PositionGroup" -> "group";
                            default -> "pool";
                        };
        };
    }

    /** Rate of a haircut when it is a number; null otherwise. */
    @Nullable
    BigDecimal rate() {
        Node rate = arguments.get("rate");
        if (rate == null) {
            return null;
        }
        Sum sum = Sum.of(rate, names);
        return sum.isConstant() ? sum.constant() : null;
    }

    /** All that matters of it, spelled out. */
    String meaning() {
        return type
                + arguments.entrySet().stream()
                        .filter(entry -> !WITHOUT_MEANING.contains(entry.getKey()))
                        .map(entry -> entry.getKey() + "=" + names.id(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** Whether it can be told when it is said. */
    boolean isPlain() {
        return rule.isPlain() && certain;
    }
}
