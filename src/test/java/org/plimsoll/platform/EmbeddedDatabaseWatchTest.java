package org.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plimsoll.platform.TestDatabases.execute;
import static org.plimsoll.platform.TestDatabases.query;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.LogRecorder;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL's main process is killed, as an operator or the kernel would. */
class EmbeddedDatabaseWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A process that never looks up: it would outlive the main process for ever. */
    private static final String BUSY = "DO $$ BEGIN LOOP END LOOP; END $$";

    /** Those it was started with. */
    private static final String SETTINGS =
            "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings"
                    + " WHERE source = 'command line'";

    @Test
    void postmaster_thatIsKilled_runsAgainOnTheSameFolderAndPort_withoutItsOrphans() throws Exception {
        Path folder = TestDatabases.newFolder();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                LogRecorder log = LogRecorder.start()) {
            String url = database.jdbcUrl();
            String settings;
            ProcessHandle orphan;
            ProcessHandle killed = postmaster(folder);
            PGSimpleDataSource source = TestDatabases.dataSource(database);
            source.setSocketTimeout((int) PATIENCE.toSeconds());
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                execute(connection, "CREATE TABLE note (content text)");
                execute(connection, "INSERT INTO note VALUES ('kept')");
                settings = query(connection, SETTINGS);
                orphan = process(query(connection, "SELECT pg_backend_pid()"));
                Thread busy = new Thread(() -> {
                    assertThatThrownBy(() -> statement.execute(BUSY)).isInstanceOf(SQLException.class);
                });
                busy.start();
                try (Connection other = TestDatabases.dataSource(database).getConnection()) {
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> query(
                                            other,
                                            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = '"
                                                    + BUSY.replace("'", "''") + "'")
                                    .equals("1"));
                }
                killed.destroyForcibly();
                busy.join();
            }
            await(database);

            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(DataDirectory.isPostgres(orphan)).isFalse();
            assertThat(postmaster(folder)).isNotEqualTo(killed);
            try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
                assertThat(query(connection, "SELECT content FROM note")).isEqualTo("kept");
                assertThat(query(connection, SETTINGS))
                        .isEqualTo(settings)
                        .contains("fsync=on", "full_page_writes=on", "listen_addresses=127.0.0.1", "port=");
            }
            long runs = postmaster(folder).pid();
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("The embedded PostgreSQL (process " + killed.pid() + ") is gone; starting"));
            // It takes connections a moment before that is noticed.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> log.lines().stream()
                            .anyMatch(line ->
                                    line.contains("The embedded PostgreSQL runs again (process " + runs + ")")));
        }
        assertThat(folder.resolve("cluster/postmaster.pid"))
                .as("what was started again is stopped with the rest")
                .doesNotExist();
    }

    @Test
    void postmaster_thatIsKilledAgainAndAgain_runsAgain_afterAPauseThatGrows() throws Exception {
        Path folder = TestDatabases.newFolder();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                LogRecorder log = LogRecorder.start()) {
            for (int i = 1; i <= 3; i++) {
                int times = i;
                postmaster(folder).destroyForcibly();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> times
                                == log.lines().stream()
                                        .filter(line -> line.contains("runs again"))
                                        .count());
            }
            await(database);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("is gone; starting it again") && line.contains(", in 0.5 s"))
                    .anyMatch(line -> line.contains("is gone; starting it again") && line.contains(", in 1.0 s"));
        }
    }

    @Test
    void folder_thatIsGone_isNotMadeAnew() throws Exception {
        Path folder = TestDatabases.newFolder().toAbsolutePath();
        Path cluster = folder.resolve("cluster");
        Path elsewhere = folder.resolve("elsewhere");
        try (LogRecorder log = LogRecorder.start()) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                ProcessHandle killed = postmaster(folder);
                Files.move(cluster, elsewhere);
                killed.destroyForcibly();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> log.lines().stream()
                                .anyMatch(line ->
                                        line.contains("not started again: its folder " + cluster + " is gone")));
                assertThat(cluster).doesNotExist();
            }
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(EmbeddedDatabaseException.class)
                    .hasMessageContaining("has lost its folder " + cluster)
                    .hasMessageContaining("Put it back");
            assertThat(cluster).doesNotExist();
        }
        Files.move(elsewhere, cluster);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Connection connection = TestDatabases.dataSource(database).getConnection()) {
            assertThat(query(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void postmaster_whosePortIsTaken_saysSo() throws Exception {
        Path folder = TestDatabases.newFolder();
        Path program;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.jdbcUrl()).isNotEmpty();
            program = Path.of(postmaster(folder).info().command().orElseThrow());
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(EmbeddedDatabaseSettings.HOST))) {
            Postmaster postmaster = new Postmaster(program, folder.resolve("cluster"), taken.getLocalPort());
            assertThatThrownBy(() -> postmaster.start(PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("PostgreSQL does not start: ")
                    .hasMessageContaining("Address already in use");
        }
    }

    private static void await(EmbeddedDatabase database) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .ignoreExceptions()
                .until(() -> {
                    try (Connection connection =
                            TestDatabases.dataSource(database).getConnection()) {
                        return query(connection, "SELECT 1").equals("1");
                    }
                });
    }

    private static ProcessHandle postmaster(Path folder) throws IOException {
        return process(
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(0));
    }

    private static ProcessHandle process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
    }
}
