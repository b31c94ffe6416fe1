package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.decision.WhyNot.Verdict;

/** Runs the commands of docs/explanations.md and holds their output to what stands there. */
class ExplanationsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/explanations.md");

    @TempDir
    private static Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> command_saysWhatTheDocumentShows() throws IOException {
        return ShownCommand.of(DOCUMENT).stream()
                .map(one -> DynamicTest.dynamicTest(one.command(), () -> one.holds(folder, "http://127.0.0.1:1")));
    }

    @Test
    void document_showsCommandsAndEveryVerdict() throws IOException {
        assertThat(ShownCommand.of(DOCUMENT)).hasSize(3);
        String text = Files.readString(DOCUMENT);
        assertThat(Arrays.stream(Verdict.values())).allMatch(verdict -> text.contains("| `" + verdict + "` | "));
    }
}
