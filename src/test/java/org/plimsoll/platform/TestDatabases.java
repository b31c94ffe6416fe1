package org.plimsoll.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Embedded databases of a test's own, under the build folder. */
public final class TestDatabases {
    private TestDatabases() {}

    /** A folder that no other test uses. */
    public static Path newFolder() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "postgres"));
            return Files.createTempDirectory(parent, "own-").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects as the server does. */
    public static PGSimpleDataSource dataSource(EmbeddedDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.username());
        source.setPassword(database.password());
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /** Connects as the database's administrator, who may do what the server may not. */
    public static PGSimpleDataSource administrator(EmbeddedDatabase database) {
        PGSimpleDataSource source = dataSource(database);
        source.setUser("postgres");
        return source;
    }

    /** Makes the server's tables. */
    public static void migrate(EmbeddedDatabase database) {
        Flyway.configure()
                .dataSource(dataSource(database))
                .placeholders(Map.of("role", database.username()))
                .load()
                .migrate();
    }

    /** First column of a query's first row, as text. */
    public static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new IllegalStateException("no row: " + sql);
            }
            return String.valueOf(result.getString(1));
        }
    }

    /** Runs a statement. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
