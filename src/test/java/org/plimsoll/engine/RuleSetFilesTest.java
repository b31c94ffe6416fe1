package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // JUnit sets the directory
class RuleSetFilesTest {
    @TempDir
    Path directory;

    private Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        folder = Files.createDirectory(directory.resolve("demo"));
        Files.writeString(folder.resolve("ruleset.yaml"), "name: demo");
    }

    @Test
    void folder_isReadWithoutHiddenFiles() throws IOException {
        Files.writeString(folder.resolve(".note"), "x");
        Files.createDirectory(folder.resolve("cases"));
        Files.writeString(folder.resolve("cases").resolve("a.yaml"), "[]");

        RuleSetFiles read = RuleSetFiles.read(folder);

        assertThat(read.name()).isEqualTo("demo");
        assertThat(read.files()).containsOnlyKeys("ruleset.yaml", "cases/a.yaml");
    }

    @Test
    void linkWithinTheFolder_isFollowed_asAConfigMapNeedsIt() throws IOException {
        Files.createDirectory(folder.resolve("..data"));
        Files.writeString(folder.resolve("..data").resolve("rules.drl"), "package demo");
        Files.createSymbolicLink(
                folder.resolve("rules.drl"), folder.resolve("..data").resolve("rules.drl"));

        assertThat(RuleSetFiles.read(folder).files()).containsOnlyKeys("ruleset.yaml", "rules.drl");
    }

    @Test
    void linkOutOfTheFolder_isRefused() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "x");
        Files.createSymbolicLink(folder.resolve("notes.md"), secret);

        assertThatThrownBy(() -> RuleSetFiles.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("'notes.md' is a link to a file outside of the folder");
    }

    @Test
    void hugeFile_isRefusedUnread() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("big.md").toFile(), "rw")) {
            file.setLength(3L << 30);
        }

        assertThatThrownBy(() -> RuleSetFiles.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("'big.md' is larger than 64 MB");
    }
}
