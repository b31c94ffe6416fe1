package org.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.platform.TestDatabases.execute;
import static org.plimsoll.platform.TestDatabases.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedDatabaseTest {
    /** PostgreSQL manual, "Database File Layout": postmaster.pid has the socket's folder in its fifth line. */
    private static final int SOCKET_DIRECTORY_LINE = 4;

    @Test
    void start_onANewFolder_isDurableAndPrivate() throws Exception {
        Path folder = TestDatabases.newFolder();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(query(connection, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(connection, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Files.readAllLines(folder.resolve("cluster/postmaster.pid"))
                            .get(SOCKET_DIRECTORY_LINE))
                    .isEmpty();
            assertThat(query(connection, "SELECT usesuper FROM pg_user WHERE usename = current_user"))
                    .isEqualTo("f");
            PGSimpleDataSource stranger = TestDatabases.dataSource(database);
            stranger.setPassword("guess");
            assertThatThrownBy(stranger::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void start_whileAnotherProcessHasTheFolder_isRefused_andAfterItWasKilledGoesOn() throws Exception {
        Path folder = TestDatabases.newFolder();
        Process server = startInAnotherProcess(folder);
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("Another Plimsoll server (process " + server.pid() + ")")
                    .hasMessageContaining("PLIMSOLL_DATABASE_DIRECTORY=");
        } finally {
            server.destroyForcibly().waitFor();
        }
        Path pidFile = folder.resolve("cluster/postmaster.pid");
        assertThat(pidFile).as("PostgreSQL outlives a server that is killed").exists();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, "SELECT content FROM note")).isEqualTo("kept");
        }
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void start_overAPidFileThatNamesAnUnrelatedProcess_ignoresIt() throws Exception {
        Path folder = TestDatabases.newFolder();
        EmbeddedDatabase.start(folder).close();
        Path pidFile = folder.resolve("cluster/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + folder.resolve("cluster") + "\n0\n1\n\n\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void start_overACreationThatWasCutOff_createsAgain() throws Exception {
        Path folder = TestDatabases.newFolder();
        Path cluster = Files.createDirectories(folder.resolve("cluster"));
        Files.writeString(cluster.resolve("postgresql.conf"), "# half a cluster");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void start_inAFolderThatCannotBeMade_saysWhatToDo() throws Exception {
        Path file = Files.createTempFile("not-a-folder", "");
        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("data")))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("Cannot write")
                .hasMessageContaining("-Dplimsoll.database.directory");
    }

    /** PostgreSQL manual, section 28.1 "Reliability": how the write cache of a drive is flushed too. */
    @ParameterizedTest
    @CsvSource({"Linux, ", "Mac OS X, fsync_writethrough", "Windows 11, fsync"})
    void durability_flushesTheDriveToo(String system, @Nullable String method) {
        Map<String, String> settings = new HashMap<>();
        EmbeddedDatabaseSettings.durability(settings, system);

        assertThat(settings)
                .containsEntry("fsync", "on")
                .containsEntry("synchronous_commit", "on")
                .containsEntry("full_page_writes", "on");
        assertThat(settings.get("wal_sync_method")).isEqualTo(method);
    }

    private static Process startInAnotherProcess(Path folder) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Server.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals("up")) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo("up");
        return process;
    }

    /** A server that writes something down and then goes on until it is killed. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
            try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
                execute(connection, "CREATE TABLE note (content text)");
                execute(connection, "INSERT INTO note VALUES ('kept')");
            }
            System.out.println("up");
            Thread.currentThread().join();
        }
    }
}
