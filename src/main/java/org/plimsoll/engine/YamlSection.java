package org.plimsoll.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a YAML file, read strictly: whatever is wrong becomes a diagnostic at its line and column, and a key that
 * nobody asked for is wrong. Values are taken as text, so that a decimal is exactly what its author typed.
 */
final class YamlSection {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,24}(\\.[0-9]{1,24})?");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    /** Far above what anyone writes, and below what regular expressions can take. */
    private static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_MESSAGE = 500;

    private final String file;
    private final List<Diagnostic> diagnostics;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    /** A section; anything but a mapping is reported. */
    YamlSection(String file, Node node, List<Diagnostic> diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            report("MANIFEST_WRONG_TYPE", "A section of keys and values is expected here.", node);
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                report("MANIFEST_WRONG_TYPE", "A key must be a plain word.", tuple.getKeyNode());
            } else if (values.containsKey(key.getValue())) {
                report("MANIFEST_DUPLICATE_KEY", "`" + key.getValue() + "` is stated twice.", key);
            } else {
                values.put(key.getValue(), tuple.getValueNode());
                keys.put(key.getValue(), key);
            }
        }
    }

    /** The text of a key that need not be there. */
    Optional<String> text(String key) {
        known.add(key);
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar) || Tag.NULL.equals(value.getTag())) {
            report("MANIFEST_WRONG_TYPE", "`" + key + "` must be a text.", value);
            return Optional.empty();
        }
        if (scalar.getValue().length() > LONGEST_TEXT) {
            report("MANIFEST_TOO_LARGE", "`" + key + "` is longer than " + LONGEST_TEXT + " characters.", value);
            return Optional.empty();
        }
        if (!isReadable(scalar.getValue())) {
            report("MANIFEST_BAD_VALUE", "`" + key + "` has a character that cannot be seen.", value);
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            report("MANIFEST_BAD_VALUE", "`" + key + "` must not be empty.", value);
            return Optional.empty();
        }
        return Optional.of(scalar.getValue().strip());
    }

    /** Whether a text has no control characters but line ends, no marks that turn its direction, no halves of characters. */
    private static boolean isReadable(String text) {
        return text.codePoints().allMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t';
            case Character.FORMAT, Character.SURROGATE -> false;
            default -> true;
        });
    }

    /** The text of a key that must be there; empty, and reported, when it is not. */
    String requiredText(String key) {
        require(key);
        return text(key).orElse("");
    }

    /** The value of a key as read by a function that throws {@link IllegalArgumentException} with a sentence. */
    <T> Optional<T> value(String key, Function<String, T> reading) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(reading.apply(text));
            } catch (IllegalArgumentException e) {
                reportValue(key, "MANIFEST_BAD_VALUE", "`" + key + "` " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** One of a set of words. */
    <T> Optional<T> choice(String key, Map<String, T> choices) {
        return value(key, text -> {
            T choice = choices.get(text);
            if (choice == null) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", choices.keySet()) + ", not `"
                        + text + "`" + Vocabulary.didYouMean(text, choices.keySet()));
            }
            return choice;
        });
    }

    /** An exact decimal within limits, both included. */
    Optional<BigDecimal> decimal(String key, @Nullable BigDecimal least, @Nullable BigDecimal most) {
        return value(key, text -> {
            if (!DECIMAL.matcher(text).matches()) {
                throw new IllegalArgumentException("must be a plain decimal number such as 0.08, not `" + text + "`.");
            }
            BigDecimal value = new BigDecimal(text);
            if ((least != null && value.compareTo(least) < 0) || (most != null && value.compareTo(most) > 0)) {
                throw new IllegalArgumentException("must be between " + least + " and " + most + ", not " + text + ".");
            }
            return value;
        });
    }

    /** A whole number within limits, both included. */
    Optional<Integer> integer(String key, int least, int most) {
        return value(key, text -> {
            if (!INTEGER.matcher(text).matches() || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        "must be a whole number between " + least + " and " + most + ", not `" + text + "`.");
            }
            return Integer.parseInt(text);
        });
    }

    /** A section within; one without anything when it is not there. */
    Optional<YamlSection> section(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).map(value -> new YamlSection(file, value, diagnostics));
    }

    /** A list of sections; empty when it is not there. */
    List<YamlSection> sections(String key) {
        known.add(key);
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            report("MANIFEST_WRONG_TYPE", "`" + key + "` must be a list.", value);
            return List.of();
        }
        return sequence.getValue().stream()
                .map(item -> new YamlSection(file, item, diagnostics))
                .toList();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** First line of it, counted from one. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Reports a key that must be there and is not. */
    void require(String key) {
        if (!has(key)) {
            report("MANIFEST_MISSING_KEY", "`" + key + "` is missing.", node);
        }
    }

    /** Reports every key that nobody asked for. */
    void finish() {
        keys.forEach((key, at) -> {
            if (!known.contains(key)) {
                report(
                        "MANIFEST_UNKNOWN_KEY",
                        "`" + key + "` is not known here" + Vocabulary.didYouMean(key, known),
                        at);
            }
        });
    }

    /** A diagnostic at a key's value. */
    void reportValue(String key, String code, String message) {
        report(code, message, values.getOrDefault(key, node));
    }

    private void report(String code, String message, Node at) {
        diagnostics.add(Diagnostic.error(
                code,
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "..." : message,
                file,
                at.getStartMark().getLine() + 1,
                at.getStartMark().getColumn() + 1,
                null));
    }
}
