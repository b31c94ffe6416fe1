package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void rules_thatAreFine_pass() {
        Path demo = Folders.demo(folder);
        assertThat(Run.of("check", demo))
                .isEqualTo(new Run(0, demo + ": ok, 1 rule, 0 errors, 0 warnings; called directly\n", ""));
    }

    @Test
    void rulesThatNeedASession_areSaidToBeFiredInOne() {
        Path demo = Folders.demo(folder);
        Folders.edit(
                demo,
                "rules.drl",
                "$c : Collateral(kind == \"CASH\")",
                "$c : Collateral(kind == \"CASH\")\n    not Position(pool == $c.pool)");
        Run run = Run.of("check", demo);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("warning: NEEDS_SESSION: ")
                .endsWith(demo + ": ok, 1 rule, 0 errors, 1 warning; fired in a Drools session because of 1 rule\n");
        JsonNode json = Run.of("check", "--format", "json", demo).json();
        assertThat(json.at("/ruleSets/0/needsSession").booleanValue()).isTrue();
    }

    @Test
    void error_isAtItsFileAndLine_andFails() {
        Path demo = Folders.demo(folder);
        Folders.edit(demo, "rules.drl", "kind ==", "knd ==");
        Run run = Run.of("check", demo);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines().findFirst().orElse(""))
                .startsWith(demo + "/rules.drl:8:")
                .contains(": error: ")
                .contains("did you mean `kind`?")
                .endsWith("(rule \"cash\")");
        assertThat(run.out()).endsWith(demo + ": failed, 1 error, 0 warnings\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void caseFile_thatCannotBeRead_fails_thoughNoCaseIsRun() {
        Path demo = Folders.demo(folder);
        Folders.edit(demo, "cases/all.yaml", "expect: {status", "expct: {status");
        Run run = Run.of("check", demo);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("cases/all.yaml:18:3: error: CASE_UNKNOWN_FIELD");
        Path other = Folders.demo(folder, "other");
        Folders.edit(other, "cases/all.yaml", "90.00", "91.00");
        assertThat(Run.of("check", other).code()).as("a case that would fail").isZero();
    }

    @Test
    void severalFolders_areAllChecked_andOneFailureFails() {
        Path good = Folders.demo(folder, "good");
        Path bad = Folders.demo(folder, "bad");
        Folders.edit(bad, "rules.drl", "kind ==", "knd ==");
        Run run = Run.of("check", bad, good);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains(bad + ": failed, 1 error").contains(good + ": ok, 1 rule");
    }

    @Test
    void json_saysTheSame() {
        Path bad = Folders.demo(folder, "bad");
        Folders.edit(bad, "rules.drl", "kind ==", "knd ==");
        Run run = Run.of("check", "--format", "json", bad);
        assertThat(run.code()).isEqualTo(1);
        JsonNode json = run.json();
        assertThat(json.path("passed").booleanValue()).isFalse();
        JsonNode ruleSet = json.at("/ruleSets/0");
        assertThat(ruleSet.path("folder").asText()).isEqualTo(bad.toString());
        assertThat(ruleSet.path("name").asText()).isEqualTo("bad");
        assertThat(ruleSet.path("contentHash").asText()).matches("[0-9a-f]{64}");
        assertThat(ruleSet.at("/diagnostics/0/file").asText()).isEqualTo("rules.drl");
        assertThat(ruleSet.at("/diagnostics/0/line").asInt()).isEqualTo(8);
        assertThat(ruleSet.at("/diagnostics/0/severity").asText()).isEqualTo("ERROR");
        assertThat(Run.of("check", "--format", "json", Folders.demo(folder))
                        .json()
                        .path("passed")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void junit_hasATestForEachFile() {
        Path bad = Folders.demo(folder, "bad");
        Folders.edit(bad, "rules.drl", "kind ==", "knd ==");
        Xml xml = Xml.parse(Run.of("check", "--format", "junit", bad).out());
        assertThat(xml.values("/testsuites/@tests")).containsExactly("3");
        assertThat(xml.values("/testsuites/@failures")).containsExactly("1");
        assertThat(xml.values("/testsuites/testsuite/testcase/@name"))
                .containsExactly("cases/all.yaml", "rules.drl", "ruleset.yaml");
        assertThat(xml.values("//testcase[failure]/@name")).containsExactly("rules.drl");
        assertThat(xml.values("//testcase[failure]/@line")).containsExactly("8");
        assertThat(xml.values("//failure/text()")).singleElement().asString().startsWith("rules.drl:8:");
    }

    @Test
    void folder_thatIsNone_isUsage_withASentence() throws IOException {
        assertThat(Run.of("check", folder.resolve("none")))
                .isEqualTo(new Run(
                        2,
                        "",
                        "plimsoll: there is no folder '" + folder.resolve("none")
                                + "'; name a folder with a ruleset.yaml.\n"));
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(Run.of("check", file).err()).contains("is no folder");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Run run = Run.of("check", Folders.demo(folder), empty);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).as("nothing is checked when one folder cannot be").isEmpty();
        assertThat(run.err()).contains("has a ruleset.yaml");
    }

    @Test
    void folder_ofAnotherNameThanTheManifestStates_fails() throws IOException {
        Path moved = Files.move(Folders.demo(folder), folder.resolve("copy"));
        Run run = Run.of("check", moved);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("MANIFEST_NAME_DIFFERS");
    }
}
