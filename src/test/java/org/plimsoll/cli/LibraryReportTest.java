package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that holds rule sets: a line each, and what they come to together. */
class LibraryReportTest {
    private static final String UNFIRED =
            Folders.RULE.replace("\"cash\"", "\"gold\"").replace("CASH", "GOLD");

    @TempDir
    private Path folder = Path.of("");

    private static void basis(Path pack, String name, String basis) {
        Folders.edit(pack, "cases/all.yaml", "name: " + name + "\n", "name: " + name + "\n  basis: " + basis + "\n");
    }

    private static String plain(String out) {
        return out.replaceAll(" +[0-9.]+ ms", " T ms");
    }

    @Test
    void ruleSets_belowAFolder_haveALineEach_andATotal() {
        Path one = Folders.demo(folder, "one");
        basis(one, "first", "published");
        basis(one, "second", "house");
        basis(Folders.demo(folder.resolve("deeper/still"), "two"), "second", "derived");

        Run run = Run.of("test", folder);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        String width = " ".repeat((folder + "/deeper/still/two").length());
        assertThat(plain(run.out())).isEqualTo("""
                      rule set%s    rules  published   derived    house   unstated   failed   coverage T
                pass  %s/deeper/still/two        1          0         1        0          1        0      100 % T ms
                pass  %s/one%s        1          1         0        1          0        0      100 % T ms
                      total%s        2          1         1        1          1        0      100 % T ms
                2 rule sets: 2 passed, 0 failed
                """.replace("coverage T\n", "coverage          time\n")
                .replace("%s/deeper", folder + "/deeper")
                .replace("%s/one%s", folder + "/one" + " ".repeat("deeper/still/two".length() - 3))
                .replace("rule set%s", "rule set" + width.substring("rule set".length()))
                .replace("total%s", "total" + width.substring("total".length())));
    }

    @Test
    void ruleSet_thatFails_isShownInFull_andSoIsTheCode() {
        Folders.demo(folder, "good");
        Path bad = Folders.demo(folder, "bad");
        Folders.edit(bad, "cases/all.yaml", "90.00", "91.00");
        Path broken = Folders.demo(folder, "broken");
        Folders.edit(broken, "rules.drl", "kind ==", "knd ==");

        Run run = Run.of("test", folder);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAIL  first", "broken/rules.drl:8:")
                .containsPattern("FAIL  \\S+/bad +1 +0 +0 +0 +1 +1 +100 %")
                .containsPattern("FAIL  \\S+/broken +does not compile\n")
                .containsPattern("pass  \\S+/good +1 +0 +0 +0 +2 +0 +100 %")
                .containsPattern("total +2 +0 +0 +0 +3 +1 +100 %")
                .endsWith("3 rule sets: 1 passed, 2 failed\n")
                .doesNotContain("pass  second  (line 10, T ms)\ncases: 2 passed");
    }

    @Test
    void coverage_ofAll_isOfTheirRulesTogether() {
        Folders.demo(folder, "one");
        Path two = Folders.demo(folder, "two");
        Folders.write(two, "gold.drl", UNFIRED);
        Folders.edit(two, "ruleset.yaml", "title: Demo\n", "title: Demo\ngates: {minimumCoverage: 0.5}\n");

        Run run = Run.of("test", folder);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("two +2 +0 +0 +0 +2 +0 +50 %")
                .containsPattern("total +3 +0 +0 +0 +4 +0 +66 %");
    }

    @Test
    void json_hasTheBasisOfEachCase_sumsOfEachRuleSet_andATotal() {
        Path one = Folders.demo(folder, "one");
        basis(one, "first", "published");
        Folders.demo(folder, "two");

        JsonNode report = Run.of("test", folder, "--format", "json").json();

        assertThat(report.at("/ruleSets/0/cases/0/basis").asText()).isEqualTo("published");
        assertThat(report.at("/ruleSets/0/cases/1").has("basis")).isFalse();
        assertThat(report.at("/ruleSets/0/casesPassedByBasis").toString())
                .isEqualTo("{\"published\":1,\"derived\":0,\"house\":0,\"unstated\":1}");
        assertThat(report.at("/ruleSets/0/milliseconds").asDouble()).isPositive();
        JsonNode total = report.required("total");
        assertThat(total.required("ruleSets").asInt()).isEqualTo(2);
        assertThat(total.required("ruleSetsPassed").asInt()).isEqualTo(2);
        assertThat(total.required("rules").asInt()).isEqualTo(2);
        assertThat(total.required("casesPassed").asInt()).isEqualTo(4);
        assertThat(total.required("casesFailed").asInt()).isZero();
        assertThat(total.required("casesPassedByBasis").required("unstated").asInt())
                .isEqualTo(3);
        assertThat(total.required("coverage").asText()).isEqualTo("1.0");
        assertThat(total.required("milliseconds").asDouble()).isPositive();
    }

    @Test
    void folders_thatAreHidden_orWithinARuleSet_orLinks_areNotLookedInto() throws IOException {
        Path demo = Folders.demo(folder, "demo");
        Folders.demo(folder, ".hidden");
        Folders.demo(demo, "within");
        Path elsewhere = Files.createTempDirectory("elsewhere");
        Folders.demo(elsewhere, "linked");
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);

        assertThat(Run.of("test", folder).out()).contains("1 rule set: ");
    }

    @Test
    void folder_withoutAnyRuleSet_isUsage() throws IOException {
        Files.createDirectories(folder.resolve("empty/deeper"));

        Run run = Run.of("test", folder.resolve("empty"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("nor one below it has a ruleset.yaml");
    }

    @Test
    void check_takesAFolderOfRuleSetsToo() {
        Folders.demo(folder, "one");
        Folders.demo(folder, "two");

        assertThat(Run.of("check", folder).out())
                .isEqualTo(folder + "/one: ok, 1 rule, 0 errors, 0 warnings; called directly\n" + folder
                        + "/two: ok, 1 rule, 0 errors, 0 warnings; called directly\n");
    }
}
