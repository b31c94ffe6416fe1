package org.plimsoll.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the tables are defined whose rows are never to change, as lines that say one thing each: columns, constraints,
 * indexes, triggers, functions, grants. The tables of the months have one set of lines between them, each with how many
 * months it holds for.
 */
final class TableDefinitions {
    private static final String RESOURCE = "/db/definition.txt";

    /** Compares with what the migrations make. */
    static void verify(Connection connection, Findings findings) throws SQLException {
        SortedSet<String> made = expected();
        SortedSet<String> found = read(connection);
        for (String line : made) {
            if (!found.contains(line)) {
                findings.add(Finding.Code.DEFINITION_CHANGED, "The database no longer has: " + line + ".");
            }
        }
        for (String line : found) {
            if (!made.contains(line)) {
                findings.add(
                        Finding.Code.DEFINITION_CHANGED, "The database has what no migration makes: " + line + ".");
            }
        }
    }

    private TableDefinitions() {}

    private static SortedSet<String> expected() {
        InputStream resource = Objects.requireNonNull(TableDefinitions.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return new TreeSet<>(lines.lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that a database has. */
    static SortedSet<String> read(Connection connection) throws SQLException {
        SortedSet<String> lines = new TreeSet<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query())) {
            while (row.next()) {
                lines.add(row.getString(1).replaceAll("\\s+", " ").strip());
            }
        }
        return lines;
    }

    private static String query() {
        InputStream resource = Objects.requireNonNull(
                TableDefinitions.class.getResourceAsStream("/db/definition.sql"), "definition.sql");
        try (resource) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
