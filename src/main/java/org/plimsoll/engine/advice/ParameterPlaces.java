package org.plimsoll.engine.advice;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the parameters of a manifest stand. The manifest has been read before; what it says is known to be in order. */
final class ParameterPlaces {
    /** The beginning of the manifest. */
    static final Place TOP = new Place(Manifest.FILE, 1, 1);

    private final Map<String, Place> names = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();

    /**
     * A place in the manifest, or in that of the base.
     *
     * @param file path within the rule set's folder
     * @param line line counted from one
     * @param column column counted from one
     */
    record Place(String file, int line, int column) {
        private static Place of(String file, Node node) {
            return new Place(
                    file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
        }
    }

    /** @param base what the rule set extends; null when it stands alone */
    ParameterPlaces(RuleSetFiles files, Manifest.@Nullable Base base) {
        if (base != null) {
            read(files, BaseFiles.path(base.ruleSet(), Manifest.FILE));
        }
        read(files, Manifest.FILE);
    }

    private void read(RuleSetFiles files, String file) {
        byte[] manifest = files.files().get(file);
        String text = manifest == null ? "" : new String(manifest, StandardCharsets.UTF_8);
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        if (value(root, "parameters") instanceof SequenceNode parameters) {
            parameters.getValue().forEach(parameter -> parameter(file, parameter));
        }
    }

    /** Where a parameter is named. */
    Place ofName(String name) {
        return names.getOrDefault(name, TOP);
    }

    /** Where its value from a day on stands. */
    Place ofValue(String name, LocalDate day) {
        return values.getOrDefault(name + " " + day, values.getOrDefault(name, ofName(name)));
    }

    private void parameter(String file, Node node) {
        if (!(value(node, "name") instanceof ScalarNode name)) {
            return;
        }
        values.keySet().removeIf(key -> key.equals(name.getValue()) || key.startsWith(name.getValue() + " "));
        names.put(name.getValue(), Place.of(file, name));
        Node single = value(node, "value");
        if (single != null) {
            values.put(name.getValue(), Place.of(file, single));
        }
        if (value(node, "values") instanceof SequenceNode dated) {
            for (Node each : dated.getValue()) {
                Node value = value(each, "value");
                if (value != null && value(each, "from") instanceof ScalarNode day) {
                    values.put(name.getValue() + " " + day.getValue(), Place.of(file, value));
                }
            }
        }
    }

    private static @Nullable Node value(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }
}
