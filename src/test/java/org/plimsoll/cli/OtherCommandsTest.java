package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.RuleSetFiles;

/** compare, evaluate and pack. */
class OtherCommandsTest {
    private static final String REQUEST = """
            {"ruleSet": "demo", "evaluatedAt": "2026-01-02T09:00:00Z",
             "portfolio": {"id": "p", "baseCurrency": "EUR", "account": {"id": "a", "type": "MARGIN", "marginMode": "CROSS"},
                           "collateral": [{"id": "c", "instrument": "EUR-CASH", "quantity": "100"}]},
             "instruments": [{"id": "EUR-CASH", "type": "CASH", "currency": "EUR"}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void compare_readsFoldersOfAnyName() throws IOException {
        Path before = Files.move(Folders.demo(folder), folder.resolve("before it"));
        Path after = Folders.demo(folder);
        Folders.edit(after, "rules.drl", "0.10B", "0.20B");
        Run run = Run.of("compare", before, after);
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("demo: ")
                .contains("~ changed \"cash\"")
                .contains("pools/cross/equity: 90.00 -> 80.00")
                .contains("passes under the old, FAILS under the new");
        assertThat(Run.of("compare", "--format", "json", before, after)
                        .json()
                        .at("/rules/0/kind")
                        .asText())
                .isEqualTo("CHANGED");
        assertThat(new Run.Setting().terminal().run("compare", before, after).out())
                .contains("\u001B[31m      -     insert(")
                .contains("\u001B[32m      +     insert(");
    }

    @Test
    void compare_ofTheSame_passes_andWithoutRules_fails() {
        Path demo = Folders.demo(folder);
        assertThat(Run.of("compare", demo, demo).code()).isZero();
        Path bad = Folders.demo(folder.resolve("x"));
        Folders.edit(bad, "rules.drl", "kind ==", "knd ==");
        Run run = Run.of("compare", demo, bad);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("note: The cases were not run: the new version does not compile (rules.drl:8:");
        assertThat(Run.of("compare", "--format", "junit", demo, bad).code()).isEqualTo(2);
        assertThat(Run.of("compare", demo).code()).isEqualTo(2);
    }

    @Test
    void evaluate_printsTheDecision_asMuchAsIsAsked() {
        Path demo = Folders.demo(folder);
        Folders.write(folder, "request.json", REQUEST);
        Run run = Run.of("evaluate", demo, folder.resolve("request.json"));
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.json().at("/pools/0/equity").asText()).isEqualTo("90.00");
        assertThat(run.json().at("/collateral/0/haircuts/0/rule/line").asInt()).isEqualTo(6);
        assertThat(run.json().has("firings")).isFalse();
        Run none = new Run.Setting().input(REQUEST).run("evaluate", "--explain", "none", demo, "-");
        assertThat(none.json().at("/collateral/0").has("haircuts")).isFalse();
        Run full = new Run.Setting().input(REQUEST).run("evaluate", "--explain", "full", demo, "-");
        assertThat(full.json().at("/firings/0/rule/name").asText()).isEqualTo("cash");
        Run terminal = new Run.Setting().input(REQUEST).terminal().run("evaluate", demo, "-");
        assertThat(terminal.json()).isEqualTo(run.json());
        assertThat(terminal.out().lines().count()).isGreaterThan(10);
        assertThat(run.out().lines().count()).isEqualTo(1);
    }

    @Test
    void evaluate_refused_isAProblem_andFails() {
        Path demo = Folders.demo(folder);
        String gold = REQUEST.replace("\"type\": \"CASH\"", "\"type\": \"EQUITY\"");
        Run run = new Run.Setting().input(gold).run("evaluate", demo, "-");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.json().path("status").asInt()).isEqualTo(422);
        assertThat(run.json().at("/errors/0/pointer").asText()).startsWith("/");
        assertThat(run.err()).startsWith("plimsoll: the evaluation was refused: ");
    }

    @Test
    void evaluate_ofWhatIsNoRequest_isUsage() {
        Path demo = Folders.demo(folder);
        assertThat(new Run.Setting().input("{").run("evaluate", demo, "-").code())
                .isEqualTo(2);
        Run other = new Run.Setting()
                .input(REQUEST.replace("\"demo\"", "\"other\""))
                .run("evaluate", demo, "-");
        assertThat(other)
                .isEqualTo(new Run(
                        2,
                        "",
                        "plimsoll: the request is for the rule set 'other', and the folder holds 'demo'; change one of"
                                + " them.\n"));
        assertThat(Run.of("evaluate", demo, folder.resolve("none.json")).err()).contains("cannot be read");
        Run versioned = new Run.Setting()
                .input(REQUEST.replace("\"ruleSet\"", "\"version\": 3, \"ruleSet\""))
                .run("evaluate", demo, "-");
        assertThat(versioned.code()).isZero();
        assertThat(versioned.err()).contains("`version` and `asOf` of the request are not looked at");
    }

    @Test
    void evaluate_withRulesThatDoNotCompile_fails_andPrintsNoDecision() {
        Path demo = Folders.demo(folder);
        Folders.edit(demo, "rules.drl", "kind ==", "knd ==");
        Run run = new Run.Setting().input(REQUEST).run("evaluate", demo, "-");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("rules.drl:8:").contains("nothing was evaluated");
    }

    @Test
    void evaluate_ofAnExample_saysWhatItsCaseExpects() {
        // cases/examples.yaml: a call of what initial margin of 8,000,000.00 exceeds equity of 7,298,136.00 by
        Run run = Run.of("evaluate", "rules/eu-collateral-haircuts", "examples/margin-call.json");
        assertThat(run.code()).isZero();
        assertThat(run.json().path("status").asText()).isEqualTo("MARGIN_CALL");
        assertThat(run.json().findValue("amount").asText()).isEqualTo("701864.00");
    }

    @Test
    void pack_isTheSameEachTime_holdsEveryFile_andPrintsTheContentHash() throws IOException {
        Path demo = Folders.demo(folder);
        Path zip = folder.resolve("one.zip");
        Run run = Run.of("pack", demo, "-o", zip);
        assertThat(run).isEqualTo(new Run(0, RuleSetFiles.read(demo).contentHash() + "\n", ""));
        Folders.edit(demo, "rules.drl", "0.10B", "0.20B");
        Folders.edit(demo, "rules.drl", "0.20B", "0.10B");
        Run.of("pack", demo, "--output", folder.resolve("two.zip"));
        assertThat(Files.readAllBytes(folder.resolve("two.zip"))).isEqualTo(Files.readAllBytes(zip));

        SortedMap<String, byte[]> unpacked = new TreeMap<>();
        List<String> order = new ArrayList<>();
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                order.add(entry.getName());
                assertThat(entry.getTimeLocal()).isEqualTo("1980-01-01T00:00:00");
                unpacked.put(entry.getName(), entries.readAllBytes());
            }
        }
        assertThat(order).containsExactly("cases/all.yaml", "rules.drl", "ruleset.yaml");
        assertThat(new RuleSetFiles("demo", unpacked).contentHash() + "\n").isEqualTo(run.out());
    }

    @Test
    void pack_intoTheFolderItself_orNowhere_isUsage() {
        Path demo = Folders.demo(folder);
        assertThat(Run.of("pack", demo, "-o", demo.resolve("a.zip")).err()).contains("outside of the folder");
        assertThat(Run.of("pack", demo, "-o", folder.resolve("no/a.zip")).code())
                .isEqualTo(2);
        assertThat(Run.of("pack", demo).err()).contains("Missing required option: '--output=FILE.zip'");
    }
}
