package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlimsollTest {
    private static final String ESCAPE = "\u001B[";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void version_namesProgramEngineAndJava() {
        Run run = Run.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("plimsoll \\d+\\.\\d+\\.\\d+\\S*, Drools \\d+\\.\\d+\\.\\d+, Java \\d+\\S*\n");
    }

    @Test
    void nothingAsked_isUsage_andShowsTheCommands() {
        Run run = Run.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "check",
                        "test",
                        "compare",
                        "evaluate",
                        "pack",
                        "push",
                        "propose",
                        "status",
                        "replay",
                        "Exit codes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test", "compare", "evaluate", "pack", "push", "propose", "status", "replay"})
    void help_ofEachCommand_isAnswered(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: plimsoll " + command).contains("--no-color");
    }

    @Test
    void wrongWordOptionAndFormat_areUsage_inOneSentence() {
        assertThat(Run.of("chek"))
                .isEqualTo(new Run(2, "", "plimsoll: Unmatched argument at index 0: 'chek'. See plimsoll --help.\n"));
        assertThat(Run.of("check"))
                .isEqualTo(
                        new Run(2, "", "plimsoll: Missing required parameter: 'FOLDER'. See plimsoll check --help.\n"));
        Run format = Run.of("check", "--format", "xml", folder);
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err())
                .startsWith("plimsoll: Invalid value for option '--format'")
                .endsWith("--help.\n");
    }

    @Test
    void colours_areForATerminalAlone_andCanBeTurnedOff() {
        Path demo = Folders.demo(folder);
        assertThat(new Run.Setting().terminal().run("check", demo).out()).contains(ESCAPE + "32mok");
        assertThat(new Run.Setting().run("check", demo).out()).doesNotContain(ESCAPE);
        assertThat(new Run.Setting().terminal().run("check", "--no-color", demo).out())
                .doesNotContain(ESCAPE);
        assertThat(new Run.Setting().terminal().run("--no-color", "check", demo).out())
                .doesNotContain(ESCAPE);
        assertThat(new Run.Setting()
                        .terminal()
                        .with("NO_COLOR", "1")
                        .run("check", demo)
                        .out())
                .doesNotContain(ESCAPE);
        assertThat(new Run.Setting()
                        .terminal()
                        .with("NO_COLOR", "")
                        .run("check", demo)
                        .out())
                .contains(ESCAPE);
    }
}
