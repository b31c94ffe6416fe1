package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.RuleSetFiles;

/** The command line takes the base of an overlay from a folder, and nobody copies it. */
class OverlayFolderTest {
    private static final String GOLD =
            Folders.RULE.replace("\"cash\"", "\"gold\"").replace("CASH", "GOLD");

    @TempDir
    private Path folder = Path.of("");

    /** An overlay of the demo rule set that adds a rule, with a case that fires it. */
    private Path house(Path parent, Path base) throws IOException {
        Path house = parent.resolve("house");
        Folders.write(
                house,
                "ruleset.yaml",
                "name: house\ntitle: House\nextends:\n  ruleSet: demo\n  content: sha256:"
                        + RuleSetFiles.read(base).contentHash() + "\n");
        Folders.write(house, "gold.drl", GOLD);
        Folders.write(
                house,
                "cases/all.yaml",
                "- name: gold\n"
                        + Folders.INPUT.replace(
                                "EUR-CASH, type: CASH,", "EUR-CASH, type: COMMODITY, attributes: {kind: GOLD},")
                        + "  expect: {refusal: {code: COLLATERAL_PRICE_MISSING}}\n");
        return house;
    }

    @Test
    void base_besideTheOverlay_isTaken_andNothingIsWritten() throws IOException {
        Path demo = Folders.demo(folder);
        Path house = house(folder, demo);

        Run run = Run.of("check", house);

        assertThat(run.out()).isEqualTo(house + ": ok, 2 rules, 0 errors, 0 warnings; called directly\n");
        assertThat(run.code()).isZero();
        assertThat(house.resolve("extends")).doesNotExist();
    }

    @Test
    void base_elsewhere_isNamed_itselfOrTheFolderAbove() throws IOException {
        Path demo = Folders.demo(folder.resolve("shipped"));
        Path house = house(folder.resolve("own"), demo);

        Run missing = Run.of("check", house);
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).contains("ruleset.yaml:4:3: error: EXTENDS_MISSING: ", "--base");
        assertThat(Run.of("check", house, "--base", demo).code()).isZero();
        assertThat(Run.of("check", house, "--base", folder.resolve("shipped")).code())
                .isZero();
        Run nowhere = Run.of("check", house, "--base", folder.resolve("own"));
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("there is no folder");
    }

    @Test
    void base_thatIsOtherThanStated_isAFindingWithItsHash() throws IOException {
        Path demo = Folders.demo(folder);
        Path house = house(folder, demo);
        Folders.edit(demo, "rules.drl", "0.10B", "0.11B");

        Run run = Run.of("test", house);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("EXTENDS_DIFFERS", "sha256:" + RuleSetFiles.read(demo).contentHash());
    }

    @Test
    void findingInAFileOfTheBase_isShownWhereThatFileIs() throws IOException {
        Path demo = Folders.demo(folder);
        Folders.edit(demo, "rules.drl", "kind ==", "knd ==");
        Path house = house(folder, demo);

        assertThat(Run.of("check", house).out())
                .contains(demo + "/rules.drl:8:")
                .doesNotContain("house/extends");
    }

    @Test
    void pack_holdsTheBase_andIsRefusedWithoutIt() throws IOException {
        Path demo = Folders.demo(folder);
        Path house = house(folder, demo);
        Path zip = folder.resolve("house.zip");

        Run run = Run.of("pack", house, "-o", zip);

        assertThat(run.code()).isZero();
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names)
                .containsExactly(
                        "cases/all.yaml",
                        "extends/demo/cases/all.yaml",
                        "extends/demo/rules.drl",
                        "extends/demo/ruleset.yaml",
                        "gold.drl",
                        "ruleset.yaml");
        assertThat(run.out().strip())
                .isEqualTo(Run.of("check", house, "--format", "json")
                        .json()
                        .at("/ruleSets/0/contentHash")
                        .asText());

        Folders.edit(demo, "rules.drl", "0.10B", "0.11B");
        Run other = Run.of("pack", house, "-o", folder.resolve("other.zip"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("sha256:" + RuleSetFiles.read(demo).contentHash(), "--base");
        assertThat(folder.resolve("other.zip")).doesNotExist();
    }

    @Test
    void wholeVersion_withFilesOfTheBase_needsNoFolderBesideIt() throws IOException {
        Path demo = Folders.demo(folder.resolve("shipped"));
        Path house = house(folder.resolve("own"), demo);
        for (String file : List.of("ruleset.yaml", "rules.drl", "cases/all.yaml")) {
            Folders.write(house, "extends/demo/" + file, Files.readString(demo.resolve(file)));
        }

        assertThat(Run.of("check", house).code()).isZero();
        Folders.edit(house, "extends/demo/rules.drl", "0.10B", "0.11B");
        assertThat(Run.of("check", house).out()).contains("EXTENDS_DIFFERS");
    }

    @Test
    void compare_ofBaseAndOverlay_namesBoth() throws IOException {
        Path demo = Folders.demo(folder);
        Run run = Run.of("compare", demo, house(folder, demo));

        assertThat(run.out())
                .containsPattern("^demo: [0-9a-f]{12} -> house: [0-9a-f]{12}\n")
                .contains("+ added \"gold\"  (gold.drl:6)")
                .doesNotContain("\"cash\"");
    }
}
