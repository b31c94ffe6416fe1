package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The page about the manifest names every setting that is read and no other, and its examples are read without complaint. */
class ManifestDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/manifest.md");
    private static final List<Path> READERS = List.of(
            Path.of("src/main/java/org/plimsoll/engine/ManifestReader.java"),
            Path.of("src/main/java/org/plimsoll/engine/ScenarioSetReader.java"),
            Path.of("src/main/java/org/plimsoll/engine/ExtensionReader.java"));

    /** Where the reader asks for a key. */
    private static final Pattern KEY_READ =
            Pattern.compile("(?:\\.(?:text|requiredText|value|choice|decimal|integer|section|sections)\\("
                    + "|(?:strictness|required)\\(\\w+, )\"(\\w+)\"");

    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([A-Za-z.\\[\\]]+)` \\|");

    @Test
    void settings_areThoseOfTheFullExamples() throws IOException {
        Set<String> paths = new TreeSet<>();
        collect("", new Yaml().load(block("ruleset.yaml")), paths);
        collect("", new Yaml().load(block("overlay.yaml")), paths);
        assertThat(settings()).containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    void settings_areAllThatTheReaderKnows() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path reader : READERS) {
            KEY_READ.matcher(Files.readString(reader)).results().forEach(found -> read.add(found.group(1)));
        }
        assertThat(read)
                .contains("name", "shareOfDailyVolume", "contradictoryActions", "worstFinding", "from", "leastUp")
                .contains("withdraws");
        Set<String> named = settings().stream()
                .flatMap(path -> Pattern.compile("\\w+").matcher(path).results().map(MatchResult::group))
                .collect(Collectors.toSet());
        assertThat(named).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void fullExample_isReadWithoutComplaint() throws IOException {
        Manifest manifest = read("ruleset.yaml");
        assertThat(manifest.gates().approvals()).isEqualTo(2);
        assertThat(manifest.parameters()).hasSize(2);
        assertThat(manifest.terms().scenarioSets()).containsOnlyKeys("crashes", "coins");
    }

    @Test
    void exampleOfAnOverlay_isReadWithoutComplaint_onTopOfTheFullExample() throws IOException {
        RuleSetFiles base = RuleSetFiles.of("house-margin", Map.of(Manifest.FILE, block("ruleset.yaml")));
        String manifest = block("overlay.yaml").replaceAll("[0-9a-f]{64}", base.contentHash());
        RuleSetFiles overlay = RuleSetFiles.of("house-margin-retail", Map.of(Manifest.FILE, manifest));
        List<Diagnostic> diagnostics = new ArrayList<>();

        var read = ManifestReader.read(BaseFiles.with(overlay, base), manifest, diagnostics);

        assertThat(diagnostics).isEmpty();
        assertThat(read.orElseThrow().gates()).isEqualTo(read("ruleset.yaml").gates());
        assertThat(read.orElseThrow().terms().parameters().get("concentrationLimit"))
                .containsValue(new BigDecimal("0.10"));
    }

    @Test
    void findings_aboutOverlays_areAllExplained() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String source :
                List.of("engine/ExtensionReader", "engine/RuleSetIntake", "engine/Withdrawals", "engine/BaseFiles")) {
            Pattern.compile("\"((?:EXTENDS|GATE|WITHDRAWN)_[A-Z_]+)\"")
                    .matcher(Files.readString(Path.of("src/main/java/org/plimsoll/" + source + ".java")))
                    .results()
                    .forEach(found -> codes.add(found.group(1)));
        }
        assertThat(codes).hasSize(10);
        for (String code : codes) {
            assertThat(Files.readString(DOCUMENT)).contains("`" + code + "`");
        }
    }

    @Test
    void defaults_areWhatHoldsWithoutThem() throws IOException {
        assertThat(read("defaults.yaml")).isEqualTo(read("minimal.yaml"));
    }

    @Test
    void minimalExample_hasNothingThatCouldBeLeftOut() throws IOException {
        String minimal = block("minimal.yaml");
        for (String line : minimal.strip().split("\n", -1)) {
            List<Diagnostic> diagnostics = new ArrayList<>();
            ManifestReader.read(
                    RuleSetFiles.of("house-margin", Map.of()), minimal.replace(line + "\n", ""), diagnostics);
            assertThat(diagnostics).extracting(Diagnostic::code).containsExactly("MANIFEST_MISSING_KEY");
        }
    }

    private static Manifest read(String example) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        var manifest = ManifestReader.read(RuleSetFiles.of("house-margin", Map.of()), block(example), diagnostics);
        assertThat(diagnostics).isEmpty();
        return manifest.orElseThrow();
    }

    /** The first cells of the table of settings. */
    private static List<String> settings() throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("## Setting by setting");
        String table = document.substring(start, document.indexOf("\n## ", start));
        return SETTING.matcher(table).results().map(found -> found.group(1)).toList();
    }

    private static String block(String example) throws IOException {
        String document = Files.readString(DOCUMENT);
        String marker = "File `" + example + "`\n\n";
        int start = document.indexOf(marker);
        assertThat(start).as(example).isNotNegative();
        String rest = document.substring(start + marker.length());
        return rest.split("\n\n(?! {4})", 2)[0].replaceAll("(?m)^ {4}", "") + "\n";
    }

    private static void collect(String path, Object node, Set<String> paths) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(path.isEmpty() ? "" + key : path + "." + key, value, paths));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(path + "[]", item, paths));
        } else {
            paths.add(path);
        }
    }
}
