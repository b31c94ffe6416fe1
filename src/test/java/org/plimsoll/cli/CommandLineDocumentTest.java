package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * lines. Times and versions of Java may differ, and how much there is in all packs together.
 */
class CommandLineDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/command-line.md");
    private static final String DECISION = "019b7d9a-1a00-7c31-9d3a-2f2f6f1b7a1";
    private static final Path PACK = Path.of("rules/eu-collateral-haircuts");
    private static final String EARLIER_HASH = "9d1c62f9f8a1e1d3e3c0d6f7b4b9c1a05c4c13d8823739cf156e047f7a8a1546";

    @TempDir
    private static Path folder = Path.of("");

    @Test
    void document_showsEveryCommand() throws IOException {
        assertThat(ShownCommand.of(DOCUMENT).stream().map(one -> one.command().split(" ", -1)[0]))
                .contains(
                        "--version",
                        "check",
                        "test",
                        "compare",
                        "evaluate",
                        "explain",
                        "pack",
                        "push",
                        "propose",
                        "status",
                        "replay");
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
        // Two of the rule sets stand for all, whose cases ShippedPacksTest runs.
        for (Path pack : List.of(PACK, Path.of("rules/fed-collateral-margins"))) {
            ShownCommand.copy(pack, folder.resolve(pack));
        }
        return ShownCommand.of(DOCUMENT).stream()
                .map(one -> DynamicTest.dynamicTest(one.command(), () -> {
                    try (FakeServer server = server()) {
                        one.holds(folder, server.url());
                    }
                }));
    }

    private static void copy(Path to, String file, String from, String into) throws IOException {
        ShownCommand.copy(PACK, to, file, from, into);
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
                .on(
                        "GET /v1/decisions?from=2026-01-02T00%3A00%3A00Z&to=2026-01-03T00%3A00%3A00Z"
                                + "&ruleSet=eu-collateral-haircuts&limit=200",
                        200,
                        "{\"items\":[{\"decisionId\":\"" + DECISION + "0\"},{\"decisionId\":\"" + DECISION + "1\"}]}")
                .on(
                        "POST /v1/decisions/" + DECISION + "0/replay",
                        200,
                        "{\"outcome\":\"different\",\"decisionId\":\"" + DECISION
                                + "0\",\"differenceCount\":1,\"differences\":[{\"part\":\"result\","
                                + "\"pointer\":\"/pools/0/equity\",\"recorded\":\"\\\"7298136.00\\\"\","
                                + "\"replayed\":\"\\\"7242384.00\\\"\"}],"
                                + "\"reasons\":[\"Another build decided: 0.1.0 then, 0.2.0 now.\"]}")
                .on("POST /v1/decisions/" + DECISION + "1/replay", 200, "{\"outcome\":\"identical\"}")
                .on("POST " + path + "/versions/3/propose", 200, version + "\"state\":\"PROPOSED\"}")
                .on(
                        "GET /v1/status",
                        200,
                        "{\"ruleSets\":[{\"name\":\"eu-collateral-haircuts\",\"contentHash\":\""
                                + EARLIER_HASH
                                + "\",\"execution\":\"direct\"}]}")
                .on(
                        "GET " + path,
                        200,
                        "{\"name\":\"eu-collateral-haircuts\",\"active\":{\"version\":2,\"contentHash\":\""
                                + EARLIER_HASH
                                + "\",\"activatedAt\":\"2026-01-02T09:00:00Z\",\"activatedBy\":\"activator\"},\"latestVersion\":3}");
    }
}
