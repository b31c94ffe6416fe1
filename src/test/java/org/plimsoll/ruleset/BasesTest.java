package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.RuleSetFiles;

/** Folders of the rules directory that extend another get the base from beside them, or from the store. */
@QuarkusTest
class BasesTest {
    @Inject
    Bases bases;

    @TempDir
    private Path directory = Path.of("");

    private static RuleSetFiles overlay(String base, String hash) {
        return RuleSetFiles.of(
                "house",
                Map.of(
                        "ruleset.yaml",
                        "name: house\ntitle: House\nextends: {ruleSet: " + base + ", content: \"sha256:" + hash
                                + "\"}\n"));
    }

    private void write(RuleSetFiles files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            Path path = directory.resolve(files.name()).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    @Test
    void folderBeside_thatIsTheVeryOne_isTaken_whetherItWasImportedOrNot() throws IOException {
        String name = Lifecycles.newName();
        RuleSetFiles base = RuleSetFiles.of(name, Lifecycles.files(name, "0.10", "100"));
        write(base);
        RuleSetFiles overlay = overlay(name, base.contentHash());

        assertThat(bases.completed(overlay, directory).contentHash())
                .isEqualTo(BaseFiles.with(overlay, base).contentHash());
    }

    @Test
    void folderBeside_thatIsAnother_isNotTaken_butTheApprovedVersionIs() throws IOException {
        String name = Lifecycles.newName();
        Map<String, String> approved = Lifecycles.files(name, "0.10", "100");
        RuleSetFiles base = RuleSetFiles.of(name, approved);
        write(RuleSetFiles.of(name, Lifecycles.files(name, "0.20", "200")));
        RuleSetFiles overlay = overlay(name, base.contentHash());

        assertThat(bases.completed(overlay, directory).files()).hasSize(1);
        Lifecycles.approved(name, approved);
        assertThat(bases.completed(overlay, directory).contentHash())
                .isEqualTo(BaseFiles.with(overlay, base).contentHash());
    }

    @Test
    void folderThatExtendsNothing_orHasItsBase_isLeftAsItIs() throws IOException {
        String name = Lifecycles.newName();
        RuleSetFiles base = RuleSetFiles.of(name, Lifecycles.files(name, "0.10", "100"));
        write(base);
        RuleSetFiles edited = BaseFiles.with(overlay(name, base.contentHash()), base)
                .with("extends/" + name + "/deposit.drl", new byte[0]);

        assertThat(bases.completed(base, directory)).isSameAs(base);
        assertThat(bases.completed(edited, directory)).isSameAs(edited);
    }
}
