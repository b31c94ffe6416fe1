package org.plimsoll.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the chart's README, notes and version say what is so. */
final class HelmChartDocumentationTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| (.+?) \\| .*\\|$");
    private static final Pattern SNIPPET = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Path MINIMAL = Chart.sample("minimal");

    private static String readme() throws IOException {
        return Files.readString(Chart.DIRECTORY.resolve("README.md"));
    }

    /** Values that are no object, or an empty one, by their dotted path. */
    private static Map<String, JsonNode> leaves(String path, JsonNode node) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> leaves.putAll(
                            leaves(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue())));
        } else {
            leaves.put(path, node);
        }
        return leaves;
    }

    @Test
    void readme_valuesTable_listsEveryValueInOrder() throws IOException {
        List<String> rows = ROW.matcher(readme())
                .results()
                .map(result -> result.group(1))
                .filter(key -> !key.endsWith(".yaml"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(leaves("", Chart.yaml(Chart.DIRECTORY.resolve("values.yaml")))
                        .keySet());
    }

    @Test
    void readme_defaultsInCode_areTheValues() throws IOException {
        Map<String, JsonNode> values = leaves("", Chart.yaml(Chart.DIRECTORY.resolve("values.yaml")));
        List<String> compared = new ArrayList<>();
        ROW.matcher(readme())
                .results()
                .filter(row -> row.group(2).matches("`[^`]*`"))
                .forEach(row -> {
                    String written = row.group(2).substring(1, row.group(2).length() - 1);
                    JsonNode value = values.getOrDefault(row.group(1), Chart.yaml("null"));
                    assertThat(
                                    Chart.yaml(written).isContainerNode()
                                            ? Chart.yaml(written).toString()
                                            : written)
                            .as(row.group(1))
                            .isEqualTo(defaultText(value));
                    compared.add(row.group(1));
                });
        assertThat(compared).hasSizeGreaterThan(70).contains("networkPolicy.ingress.from", "database.url");
    }

    private static String defaultText(JsonNode value) {
        if (value.isContainerNode()) {
            return value.toString();
        }
        return value.asText().isEmpty() ? "\"\"" : value.asText();
    }

    @Test
    void readme_snippets_areRenderedOutput() throws IOException {
        String rendered = Chart.render(MINIMAL).text();
        assertThat(SNIPPET.matcher(readme()).results().map((MatchResult result) -> result.group(1)))
                .hasSize(2)
                .allSatisfy(snippet -> assertThat(rendered).contains(snippet));
    }

    @Test
    void version_ofTheApplication_isTheProjects() throws IOException {
        var version = Pattern.compile("<artifactId>plimsoll</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Chart.yaml(Chart.DIRECTORY.resolve("Chart.yaml"))
                        .path("appVersion")
                        .asText())
                .isEqualTo(version.group(1));
    }

    @Test
    void notes_minimal_sayHowToReachItAndWarnOfTheMissingAudience() {
        assertThat(Chart.notes(MINIMAL))
                .contains("Plimsoll 0.1.0 is installed as margin-plimsoll in namespace risk.")
                .contains("port-forward service/margin-plimsoll 8080:8080")
                .contains("Database connections at full size: 84 (6 replicas and one more during a rollout, 12 each).")
                .contains("WARNING: oidc.audience is empty", "WARNING: ledger.witness.existingClaim is empty")
                .doesNotContain("https://");
    }

    @Test
    void notes_samples_nameAddressAndConnections() {
        assertThat(Chart.notes(Chart.sample("full-production")))
                .contains("  https://margin.example.com/v1\n", "260 (12 replicas and one more", "ingress controller")
                .doesNotContain("WARNING", "port-forward");
        assertThat(Chart.notes(Chart.sample("restricted-network")))
                .contains("48 (3 replicas and one more")
                .doesNotContain("WARNING");
    }

    @Test
    void name_ofALongRelease_staysWithinKubernetesLimit() {
        String release = "r".repeat(53);
        Rendering rendering = new Rendering(new Helm(Chart.DIRECTORY)
                .template()
                .withName(release)
                .withKubeVersion(Chart.OLDEST_KUBERNETES)
                .withValuesFile(MINIMAL)
                .call());
        assertThat(rendering.only("Service").at("/metadata/name").asText())
                .startsWith(release)
                .hasSizeLessThanOrEqualTo(63);
    }
}
