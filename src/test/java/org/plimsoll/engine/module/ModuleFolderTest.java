package org.plimsoll.engine.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.module.ModuleRefused.Reason;

class ModuleFolderTest {
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    @TempDir
    private Path parent = Path.of("");

    private final List<String> warnings = new ArrayList<>();
    private final Logger log = Logger.getLogger(ModuleFolder.class.getName());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(listener);
    }

    private Path folder() {
        return parent.resolve("data/modules");
    }

    private static ModuleKey key(int number) {
        return new ModuleKey(String.format("%064x", number), "input", "build", "10.2.0", "17");
    }

    private Path file(int number) {
        return folder().resolve(key(number).fileName());
    }

    @Test
    void module_kept_isFoundByAnotherServerAndReadableByItsOwnerOnly() throws IOException {
        new ModuleFolder(folder()).keep(key(1), CONTENT);

        assertThat(new ModuleFolder(folder()).find(key(1))).hasValue(CONTENT);
        assertThat(new ModuleFolder(folder()).find(key(2))).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(1))))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly(key(1).fileName());
        assertThat(warnings).isEmpty();
    }

    @Test
    void fileName_differsByContentBuildDroolsAndJava() {
        String hash = "a".repeat(64);
        assertThat(Stream.of(
                                new ModuleKey(hash, "i", "b", "d", "j"),
                                new ModuleKey(hash, "i", "B", "d", "j"),
                                new ModuleKey(hash, "i", "b", "D", "j"),
                                new ModuleKey(hash, "i", "b", "d", "J"),
                                new ModuleKey("b".repeat(64), "i", "b", "d", "j"))
                        .map(ModuleKey::fileName)
                        .distinct())
                .hasSize(5)
                .allMatch(name -> name.matches("[ab]{64}-[0-9a-f]{16}\\.module"));
    }

    @Test
    void modules_beyondTheNumberOfFiles_goWhenNotUsedForLongest() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder(), 3, 1_000);
        for (int i = 1; i <= 3; i++) {
            modules.keep(key(i), CONTENT);
            Files.setLastModifiedTime(file(i), FileTime.from(Instant.now().minusSeconds(100 - i)));
        }
        assertThat(modules.find(key(1))).isPresent();

        modules.keep(key(4), CONTENT);

        assertThat(names()).containsExactlyInAnyOrder(key(1).fileName(), key(3).fileName(), key(4).fileName());
    }

    @Test
    void modules_beyondTheNumberOfBytes_goUntilTheyFit() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder(), 10, 12);
        for (int i = 1; i <= 2; i++) {
            modules.keep(key(i), CONTENT);
            Files.setLastModifiedTime(file(i), FileTime.from(Instant.now().minusSeconds(100 - i)));
        }
        assertThat(names()).hasSize(2);

        modules.keep(key(3), CONTENT);
        assertThat(names()).containsExactlyInAnyOrder(key(2).fileName(), key(3).fileName());

        modules.keep(key(4), new byte[13]);
        assertThat(names()).containsExactlyInAnyOrder(key(2).fileName(), key(3).fileName());
    }

    @Test
    void draft_ofAServerThatWasStopped_goesAndFilesOfOthersStay() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder());
        Path old = Files.createFile(folder().resolve("old.draft"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7_200)));
        Files.createFile(folder().resolve("new.draft"));
        Files.createFile(folder().resolve("notes.txt"));

        modules.keep(key(1), CONTENT);

        assertThat(names()).containsExactlyInAnyOrder(key(1).fileName(), "new.draft", "notes.txt");
    }

    @Test
    void link_inPlaceOfAModule_isRefusedAndRemovedWithoutItsTarget() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder());
        Path target = Files.write(parent.resolve("elsewhere"), CONTENT);
        Files.createSymbolicLink(file(1), target);

        assertThat(modules.find(key(1))).isEmpty();

        assertThat(warnings).singleElement().asString().contains(Reason.FILE_NOT_OWN.name());
        assertThat(names()).isEmpty();
        assertThat(target).exists();
    }

    @Test
    void module_thatOthersMayWrite_isRefused() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder());
        for (String permissions : List.of("rw--w----", "rw-----w-")) {
            modules.keep(key(1), CONTENT);
            Files.setPosixFilePermissions(file(1), PosixFilePermissions.fromString(permissions));
            assertThat(modules.find(key(1))).as(permissions).isEmpty();
        }
        modules.keep(key(1), CONTENT);
        Files.setPosixFilePermissions(file(1), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(modules.find(key(1))).isPresent();
        assertThat(warnings).singleElement().asString().contains(Reason.FILE_NOT_OWN.name());
    }

    @Test
    void module_largerThanAny_isRefusedUnread() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder());
        try (var file = new java.io.RandomAccessFile(file(1).toFile(), "rw")) {
            file.setLength(ModuleArchive.MOST_BYTES + 1L);
        }
        assertThat(modules.find(key(1))).isEmpty();
        assertThat(warnings).singleElement().asString().contains(Reason.TOO_LARGE.name());
    }

    @Test
    void refusedModule_isRemovedAndTheReasonLoggedOnce() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder());
        for (int i = 0; i < 3; i++) {
            modules.keep(key(1), CONTENT);
            modules.refused(key(1), new ModuleRefused(Reason.DAMAGED, "its content differs"));
            assertThat(names()).isEmpty();
        }
        assertThat(warnings).singleElement().asString().contains("DAMAGED", "its content differs", key(1).fileName());
    }

    @Test
    void folder_thatCannotBeMade_keepsNothingAndWarnsOnce() throws IOException {
        Files.createFile(parent.resolve("data"));

        ModuleFolder modules = new ModuleFolder(folder());
        modules.keep(key(1), CONTENT);
        modules.keep(key(2), CONTENT);

        assertThat(modules.find(key(1))).isEmpty();
        assertThat(warnings).singleElement().asString().contains(folder().toString());
    }

    @Test
    void folder_thatIsALink_keepsNothingAndWarns() throws IOException {
        Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
        Files.createDirectories(folder().getParent());
        Files.createSymbolicLink(folder(), elsewhere);

        ModuleFolder modules = new ModuleFolder(folder());
        modules.keep(key(1), CONTENT);

        assertThat(modules.find(key(1))).isEmpty();
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(warnings).singleElement().asString().contains("link");
    }

    @Test
    void folder_thatGoesAway_isNoFailure() throws IOException {
        ModuleFolder modules = new ModuleFolder(folder());
        Files.delete(folder());

        modules.keep(key(1), CONTENT);

        assertThat(modules.find(key(1))).isEmpty();
        assertThat(warnings).hasSize(1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
