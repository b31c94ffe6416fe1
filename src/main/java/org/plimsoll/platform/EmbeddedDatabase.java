package org.plimsoll.platform;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL beside the server, for evaluation, development and tests: as durable as a production one, but on
 * the same disk, open to this machine only, and to those who can read its folder.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String NAME = "plimsoll";
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final DataDirectory directory;
    private final EmbeddedPostgres postgres;
    private final String password;
    private final EmbeddedDatabaseWatch watch;

    private EmbeddedDatabase(
            DataDirectory directory, EmbeddedPostgres postgres, String password, EmbeddedDatabaseWatch watch) {
        this.directory = directory;
        this.postgres = postgres;
        this.password = password;
        this.watch = watch;
    }

    /**
     * Starts PostgreSQL on a folder, which is created at first and kept afterwards. Should its main process end, it is
     * started again, on the same port.
     *
     * @throws EmbeddedDatabaseException when another server uses the folder, or PostgreSQL does not start
     */
    public static EmbeddedDatabase start(Path folder) {
        DataDirectory directory = DataDirectory.take(folder);
        EmbeddedPostgres postgres = null;
        try {
            directory.stopOrphan();
            directory.dropUnfinishedCluster();
            directory.mustBeWhole();
            Path passwordFile = directory.passwordFile();
            String password = Files.readString(passwordFile);
            postgres = startPostgres(directory, passwordFile, password);
            createDatabase(postgres, password);
            directory.markCompleted();
            EmbeddedDatabaseWatch watch = EmbeddedDatabaseWatch.begin(directory, postgres.getPort());
            return new EmbeddedDatabase(directory, postgres, password, watch);
        } catch (IOException | SQLException | RuntimeException e) {
            closeQuietly(postgres, e);
            directory.close();
            throw e instanceof EmbeddedDatabaseException known
                    ? known
                    : new EmbeddedDatabaseException(
                            "The embedded PostgreSQL does not start in " + folder.toAbsolutePath()
                                    + ". Set the log category io.zonky to INFO to see why, or use a database of your own"
                                    + " with -Dquarkus.datasource.jdbc.url=URL.",
                            e);
        }
    }

    private static EmbeddedPostgres startPostgres(DataDirectory directory, Path passwordFile, String password)
            throws IOException {
        EmbeddedPostgres.Builder postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.cluster())
                .setOverrideWorkingDirectory(directory.programs().toFile())
                .setPgBinaryResolver(new OwnPrograms())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WAIT)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(EmbeddedDatabase::requirePassword);
        EmbeddedDatabaseSettings.all().forEach(postgres::setServerConfig);
        return postgres.start();
    }

    private static void requirePassword(File cluster) {
        try {
            Files.writeString(cluster.toPath().resolve("pg_hba.conf"), """
                    host all all 127.0.0.1/32 scram-sha-256
                    host all all ::1/128      scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres, String password) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private static void closeQuietly(@Nullable EmbeddedPostgres postgres, Throwable cause) {
        if (postgres == null) {
            return;
        }
        try {
            postgres.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Where it listens. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + EmbeddedDatabaseSettings.HOST + ":" + postgres.getPort() + "/" + NAME;
    }

    /** User that owns the database; not a superuser. */
    public String username() {
        return NAME;
    }

    /** The user's password. */
    public String password() {
        return password;
    }

    /** Stops PostgreSQL and gives its folder back. */
    @Override
    public void close() {
        try (directory) {
            watch.close();
            postgres.close();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL does not stop", e);
        }
    }

    /**
     * The programs of the library's jar. The library unpacks them once a resolver: with a resolver of its own each folder
     * has programs of its own, which tell its processes from those of another.
     */
    private static final class OwnPrograms implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }
}
