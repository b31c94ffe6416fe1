package org.plimsoll.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A run of the independent verifier on an export that a test may have damaged. */
abstract class AuditVerification {
    static final Path SCRIPT = Path.of("tools/verify-audit.py");
    static final String KEY = AuditExport.SIGNER.verifier().verifierKey();

    final Path folder;
    final AuditExport export = new AuditExport();

    AuditVerification(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void pythonIsInstalled() {
        boolean installed = false;
        try {
            installed = new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            // reported by the assumption
        }
        assumeTrue(installed, "python3 of 3.8 or later is not installed: the verifier of exports is not tested");
    }

    String root(int size) {
        return export.heads
                .get(AuditExport.HEADS.indexOf(size))
                .get("note")
                .asText()
                .split("\n")[2];
    }

    String rootNow(int size) {
        return export.head(AuditExport.SIGNER, size, AuditExport.committedAt(0))
                .get("note")
                .asText()
                .split("\n")[2];
    }

    String rootOfTwenty() {
        return root(20);
    }

    void assertFound(String finding) throws Exception {
        Run run = verify();
        assertThat(run.lines()).anyMatch(line -> line.startsWith(finding));
        assertThat(run.last()).startsWith("NOT VERIFIED: ");
        assertThat(run.exit()).isOne();
    }

    Run verify() throws Exception {
        return runOn(export, true);
    }

    Run verifyWithoutWitness() throws Exception {
        return runOn(export, false);
    }

    Run runOn(AuditExport written, boolean witnessed) throws Exception {
        Path place = Files.createTempDirectory(folder, "export");
        String folderOfExport = written.writeFolder(place.resolve("export")).toString();
        String witness = export.writeWitness(place.resolve("witness")).toString();
        return witnessed ? run("--key", KEY, "--witness", witness, folderOfExport) : run("--key", KEY, folderOfExport);
    }

    static Run run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return python(command.toArray(String[]::new));
    }

    static Run python(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "-W", "error"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output.lines().toList());
    }

    record Run(int exit, List<String> lines) {
        String last() {
            return lines.get(lines.size() - 1);
        }
    }
}
