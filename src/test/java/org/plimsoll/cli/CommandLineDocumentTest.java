package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.RuleSetFiles;
import org.yaml.snakeyaml.Yaml;

/**
 * Runs the commands of docs/command-line.md and holds their output to what stands there. A line of dots stands for any
 * lines. Times, hashes, versions of Java and how much of something there is may differ: rule sets grow.
 */
class CommandLineDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/command-line.md");
    private static final Path PACK = Path.of("rules/eu-collateral-haircuts");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String INDENT = "    ";

    @TempDir
    private static Path folder = Path.of("");

    /** A command of the document with the output that stands below it, and its exit code if that stands there. */
    private record Shown(String command, List<String> output, int code) {}

    private static List<Shown> shown() throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.equals(INDENT + "$ echo $?")) {
                Shown last = shown.remove(shown.size() - 1);
                shown.add(new Shown(last.command, last.output, -1));
            } else if (line.startsWith(INDENT + "$ bin/plimsoll ")) {
                shown.add(new Shown(line.substring((INDENT + "$ bin/plimsoll ").length()), new ArrayList<>(), 0));
            } else if (line.startsWith(INDENT) && !shown.isEmpty()) {
                Shown last = shown.get(shown.size() - 1);
                if (last.code < 0) {
                    shown.set(shown.size() - 1, new Shown(last.command, last.output, Integer.parseInt(line.strip())));
                } else {
                    last.output.add(line.substring(INDENT.length()));
                }
            } else if (!line.isEmpty() && !shown.isEmpty()) {
                shown.add(new Shown("", new ArrayList<>(), 0));
            } else if (line.isEmpty() && !shown.isEmpty()) {
                shown.get(shown.size() - 1).output.add("");
            }
        }
        return shown.stream().filter(one -> !one.command.isEmpty()).toList();
    }

    @Test
    void document_showsEveryCommand() throws IOException {
        assertThat(shown().stream().map(one -> one.command.split(" ", -1)[0]))
                .contains("--version", "check", "test", "compare", "evaluate", "pack", "push", "propose", "status");
    }

    @Test
    void workflow_isYaml_andItsCommandsAreThere() throws IOException {
        Map<String, Object> workflow =
                new Yaml().load(Files.readString(Path.of("examples/github-actions/check-rules.yml")));
        assertThat(workflow).containsKeys("name", "jobs", "permissions");
        Matcher commands = Pattern.compile("bin/plimsoll (\\w+)").matcher(workflow.toString());
        List<String> used = commands.results().map(found -> found.group(1)).toList();
        assertThat(used).containsExactly("check", "test", "compare");
    }

    @TestFactory
    Stream<DynamicTest> command_saysWhatTheDocumentShows() throws IOException {
        copy(folder.resolve("drafts/eu-collateral-haircuts"), "ruleset.yaml", "value: 0.08", "value: 0.1");
        copy(
                folder.resolve("drafts/typo/eu-collateral-haircuts"),
                "collateral.drl",
                "kind != \"CASH\", currencyMismatch)",
                "kind != \"CASH\", curencyMismatch)");
        return shown().stream().map(one -> DynamicTest.dynamicTest(one.command, () -> holds(one)));
    }

    private static void copy(Path to, String file, String from, String into) throws IOException {
        for (var entry : RuleSetFiles.read(PACK).files().entrySet()) {
            Path copied = to.resolve(entry.getKey());
            Files.createDirectories(copied.getParent());
            Files.write(copied, entry.getValue());
        }
        Folders.edit(to, file, from, into);
    }

    private static void holds(Shown one) throws IOException {
        List<Object> args = new ArrayList<>();
        Matcher words = WORD.matcher(one.command);
        while (words.find()) {
            String word = words.group(1) == null ? words.group(2) : words.group(1);
            boolean local = word.startsWith("drafts/") || word.endsWith(".zip");
            args.add(local ? folder.resolve(word) : word);
        }
        Run run;
        try (FakeServer server = server()) {
            run = new Run.Setting()
                    .terminal()
                    .with("NO_COLOR", "1")
                    .with("PLIMSOLL_SERVER", server.url())
                    .run(args.toArray());
        }
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(one.code);
        String said = plain(run.out().replace(folder + "/", ""));
        assertThat(said).matches(pattern(one.output));
    }

    /** What may differ, made the same. */
    private static String plain(String text) {
        return text.replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
                .replaceAll("\\b[0-9a-f]{12}\\b", "SHORT")
                .replaceAll("[0-9.]+ ms", "T ms")
                .replaceAll("Java \\S+", "Java V")
                .replaceAll("plimsoll [0-9]\\S+,", "plimsoll V,")
                .replaceAll("Drools \\S+,", "Drools V,")
                .replaceAll("[0-9]+ (rules|passed|of|cases|pass|under|bytes|->)", "N $1")
                .replaceAll("of [0-9]+\\b", "of N")
                .replaceAll("-> [0-9]+ bytes", "-> N bytes")
                .replaceAll(", [0-9]+ under", ", N under")
                .replaceAll("\\.(yaml|drl):[0-9:]+", ".$1:P")
                .replaceAll("\\(line [0-9]+", "(line L")
                .replaceAll("(?m)^        [0-9]+ +", "        L ")
                .stripTrailing();
    }

    private static Pattern pattern(List<String> lines) {
        StringBuilder pattern = new StringBuilder();
        for (String line : plain(String.join("\n", lines)).split("\n", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "\n");
            pattern.append(line.equals("...") ? "[\\s\\S]*" : Pattern.quote(line));
        }
        return Pattern.compile(pattern.toString());
    }

    private static FakeServer server() throws IOException {
        String hash = RuleSetFiles.read(PACK).contentHash();
        String version = "{\"ruleSet\":\"eu-collateral-haircuts\",\"version\":3,\"contentHash\":\"" + hash + "\",";
        String path = "/v1/rulesets/eu-collateral-haircuts";
        return new FakeServer()
                .on(
                        "POST " + path + "/versions?comment=currency%20haircut%20of%208%20%25",
                        201,
                        version + "\"state\":\"DRAFT\"}")
                .on("POST " + path + "/versions/3/check", 200, "{\"state\":\"DONE\",\"passed\":true}")
                .on(
                        "POST " + path + "/versions/3/test",
                        200,
                        "{\"state\":\"DONE\",\"passed\":true,\"casesPassed\":108,\"casesFailed\":0,\"coverage\":{\"share\":1.00}}")
                .on("GET " + path + "/versions/3", 200, version + "\"state\":\"DRAFT\"}")
                .on("POST " + path + "/versions/3/propose", 200, version + "\"state\":\"PROPOSED\"}")
                .on(
                        "GET " + path,
                        200,
                        "{\"name\":\"eu-collateral-haircuts\",\"active\":{\"version\":2,\"contentHash\":\"" + hash
                                + "\",\"activatedAt\":\"2026-01-02T09:00:00Z\",\"activatedBy\":\"activator\"},\"latestVersion\":3}");
    }
}
