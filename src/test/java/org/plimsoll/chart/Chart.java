package org.plimsoll.chart;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The chart in this repository, rendered and linted by Helm's own engine without a cluster. */
final class Chart {
    static final Path DIRECTORY = Path.of("helm", "plimsoll");

    /** The oldest Kubernetes that Chart.yaml admits. */
    static final String OLDEST_KUBERNETES = "1.25.0";

    static final String RELEASE = "margin";
    static final String NAMESPACE = "risk";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Chart() {}

    /** The sample value files of the chart, in the order of their names. */
    static List<Path> samples() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path sample(String name) {
        return DIRECTORY.resolve("ci").resolve("values-" + name + ".yaml");
    }

    /**
     * Renders the chart; later files win.
     *
     * @throws IllegalStateException with Helm's message when the values are refused
     */
    static Rendering render(Path... valuesFiles) {
        TemplateCommand command = new Helm(DIRECTORY)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(OLDEST_KUBERNETES);
        Arrays.stream(valuesFiles).forEach(command::withValuesFile);
        return new Rendering(command.call());
    }

    /** The text Helm shows after an installation. */
    static String notes(Path... valuesFiles) {
        var command = new Helm(DIRECTORY)
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(OLDEST_KUBERNETES)
                .clientOnly()
                .withDryRunOption(DryRun.CLIENT)
                .debug();
        Arrays.stream(valuesFiles).forEach(command::withValuesFile);
        String output = command.call().getOutput();
        return output.substring(output.indexOf("\nNOTES:\n"));
    }

    /** Lints strictly with the sample's values in place of the defaults: the lint command itself takes no values. */
    static LintResult lint(Path sample, Path workDirectory) throws IOException {
        Path copy = workDirectory.resolve("plimsoll");
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = copy.resolve(DIRECTORY.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        ObjectNode values = (ObjectNode) yaml(DIRECTORY.resolve("values.yaml"));
        merge(values, (ObjectNode) yaml(sample));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), values);
        return new Helm(copy).lint().strict().call();
    }

    static JsonNode yaml(Path file) {
        try {
            return yaml(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of a YAML stream; a key given twice in one object is an error. */
    static List<JsonNode> documents(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Helm does it: objects deep, anything else replaced, null removes. */
    private static void merge(ObjectNode target, ObjectNode overlay) {
        overlay.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode deeper
                    && target.get(field.getKey()) instanceof ObjectNode present) {
                merge(present, deeper);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
