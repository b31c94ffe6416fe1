package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.lifecycle.State;

/** The guide for authors shows files as they are, commands as they run, and every state of a version. */
class AuthoringDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/authoring.md");
    private static final Path PACK = Path.of("examples/house-deposit");

    @TempDir
    private static Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> file_hasWhatTheGuideShows() throws IOException {
        String[] parts = Files.readString(DOCUMENT).split("(?m)^File `", -1);
        return Stream.of(parts).skip(1).map(part -> {
            String file = part.substring(0, part.indexOf('`'));
            String block = part.substring(part.indexOf("\n\n") + 2).split("\n\n(?! {4})", 2)[0];
            String shown = block.replaceAll("(?m)^ {4}", "");
            return DynamicTest.dynamicTest(
                    file,
                    () -> assertThat(Files.readString(place(file)).replaceAll("[0-9a-f]{64}", "HASH"))
                            .contains(shown));
        });
    }

    /** A file of the guide's rule set, or of another example that is named. */
    private static Path place(String file) {
        return file.startsWith("house-overlay/") ? PACK.resolveSibling(file) : PACK.resolve(file);
    }

    @TestFactory
    Stream<DynamicTest> command_saysWhatTheGuideShows() throws IOException {
        Path drafts = folder.resolve("drafts");
        ShownCommand.copy(PACK, drafts.resolve("house-deposit"), "ruleset.yaml", "value: 0.35", "value: 0.40");
        ShownCommand.copy(
                PACK,
                drafts.resolve("typo/house-deposit"),
                "deposit.drl",
                "* $p.notional, \"deposit",
                "* $p.notinal, \"deposit");
        ShownCommand.copy(PACK, drafts.resolve("percent/house-deposit"), "ruleset.yaml", "value: 0.30", "value: 30");
        return ShownCommand.of(DOCUMENT).stream()
                .map(one -> DynamicTest.dynamicTest(one.command(), () -> one.holds(folder, "http://localhost:1")));
    }

    @Test
    void states_areAllExplained() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (State state : State.values()) {
            assertThat(document).contains("`" + state + "`");
        }
    }
}
