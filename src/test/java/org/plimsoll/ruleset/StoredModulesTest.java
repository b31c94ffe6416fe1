package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.PlimsollConfig;

/** What goes live is compiled once and kept; what is only checked is not kept. */
@QuarkusTest
class StoredModulesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-02T09:00:00Z"));

    @Inject
    VersionCompiler compiler;

    @Inject
    PlimsollConfig config;

    /** A rule set that no other run has compiled. */
    private static RuleSetFiles files() {
        return RuleSetFiles.of(
                "stored-modules",
                Map.of(
                        "ruleset.yaml",
                        "name: stored-modules\ntitle: Stored modules\npackage: storedmodules\nbaseCurrency: EUR\n",
                        "rules.drl",
                        """
                        package storedmodules;
                        import org.plimsoll.policy.*;
                        import static org.plimsoll.policy.Functions.*;
                        dialect "mvel"

                        // %s
                        rule "share"
                        when
                            $p : Position(notional > 0)
                        then
                            insert(new MarginRequirement($p, 0.15B * $p.notional, "share"));
                        end
                        """.formatted(Instant.now())));
    }

    private List<Path> modules(RuleSetFiles files) throws IOException {
        Path folder = config.rules().modulesDirectory().orElseThrow();
        assertThat(folder).isEqualTo(Path.of("target/modules/test"));
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(file -> file.getFileName().toString().startsWith(files.contentHash()))
                    .toList();
        }
    }

    @Test
    void candidate_isKept_andTakenFromWhatIsKept() throws IOException {
        RuleSetFiles files = files();
        assertThat(modules(files)).isEmpty();

        assertThat(compiler.candidate(files).diagnostics()).isEmpty();

        Path module = modules(files).get(0);
        byte[] kept = Files.readAllBytes(module);
        Files.setLastModifiedTime(module, LONG_AGO);
        Object inode = Files.getAttribute(module, "unix:ino");
        assertThat(compiler.candidate(files).compiled()).isNotNull();
        // Read, and not written anew.
        assertThat(Files.getLastModifiedTime(module)).isGreaterThan(LONG_AGO);
        assertThat(Files.getAttribute(module, "unix:ino")).isEqualTo(inode);
        assertThat(Files.readAllBytes(module)).isEqualTo(kept);
    }

    @Test
    void module_thatIsDamaged_isMadeAnew() throws IOException {
        RuleSetFiles files = files();
        assertThat(compiler.candidate(files).compiled()).isNotNull();
        Path module = modules(files).get(0);
        byte[] kept = Files.readAllBytes(module);
        byte[] damaged = kept.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(module, damaged);

        assertThat(compiler.candidate(files).compiled()).isNotNull();

        assertThat(Files.readAllBytes(module)).isEqualTo(kept);
    }

    @Test
    void filesThatAreOnlyChecked_areNotKept() throws IOException {
        RuleSetFiles files = files();
        assertThat(compiler.compile(files).succeeded()).isTrue();
        assertThat(modules(files)).isEmpty();
    }
}
