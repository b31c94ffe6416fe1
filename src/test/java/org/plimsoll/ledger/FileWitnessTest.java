package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness' file is only appended to, and says so when somebody else had a hand in it. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class FileWitnessTest {
    @TempDir
    Path folder;

    private Path file;
    private FileWitness witness;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("sub/witness.ndjson");
        witness = FileWitness.open(file);
        witness.keep(List.of(head(0)));
        witness.keep(List.of(head(1)));
    }

    @AfterEach
    void close() throws IOException {
        witness.close();
    }

    private static WitnessedHead head(long first) {
        return new WitnessedHead("note " + first + " \u2014\n", first, new byte[32]);
    }

    private static List<Long> read(Path file) throws IOException {
        List<Long> firsts = new ArrayList<>();
        FileWitness.reading(file).read(head -> firsts.add(head.first()));
        return firsts;
    }

    @Test
    void lastLine_thatIsTorn_isNotReadAndTakenOffWhenOpened() throws IOException {
        String whole = Files.readString(file);
        witness.close();
        for (int length = whole.indexOf('\n') + 1; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(read(file)).as("torn to %s characters", length).containsExactly(0L);
            try (FileWitness again = FileWitness.open(file)) {
                again.keep(List.of(head(1)));
            }
            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    @Test
    void line_thatIsNoHead_isRefusedWithItsNumber() throws IOException {
        Files.writeString(file, "{\"note\":1}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining("line 3");
    }

    @Test
    void file_thatIsOpen_isNotOpenedAgain() {
        assertThatThrownBy(() -> FileWitness.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already");
    }

    @Test
    void file_thatWasDeleted_isNotWritten_untilItIsBack() throws IOException {
        Path away = folder.resolve("away");
        Files.move(file, away);
        assertThatThrownBy(() -> witness.keep(List.of(head(2))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("somebody else has changed the witness");
        Files.move(away, file);
        witness.keep(List.of(head(2)));
        assertThat(read(file)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void file_thatWasReplacedByOneOfTheSameLength_isNotWritten() throws IOException {
        Path other = Files.copy(file, folder.resolve("other"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> witness.keep(List.of(head(2))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("somebody else has changed the witness");
        assertThat(read(file)).containsExactly(0L, 1L);
    }

    @Test
    void file_thatSomebodyAppendedTo_isNotWritten() throws IOException {
        Files.writeString(file, "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> witness.keep(List.of(head(2)))).isInstanceOf(IOException.class);
    }

    @Test
    void file_thatMayNotBeWritten_isNotOpened() throws IOException {
        Path folderForAFile = Files.createDirectory(folder.resolve("folder"));
        assertThatThrownBy(() -> FileWitness.open(folderForAFile)).isInstanceOf(IOException.class);
        assumeThat(System.getProperty("user.name"))
                .as("root may write everything")
                .isNotEqualTo("root");
        witness.close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThatThrownBy(() -> FileWitness.open(file)).isInstanceOf(IOException.class);
    }

    /** The device to which every write fails for want of space. */
    @Test
    void disk_thatIsFull_isAFailureOfEachHead() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (FileWitness onFullDisk = FileWitness.open(full)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> onFullDisk.keep(List.of(head(0))))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("No space left");
            }
        }
    }
}
