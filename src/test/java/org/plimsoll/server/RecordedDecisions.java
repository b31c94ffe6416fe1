package org.plimsoll.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the decision log of an embedded database as somebody would who has nothing but PostgreSQL: by SQL of its own, and
 * without any code of the server. The database itself works out the digests of what it has.
 */
final class RecordedDecisions implements AutoCloseable {
    private static final String DIGESTS = """
            SELECT id, encode(sha256(request), 'hex'), encode(sha256(result), 'hex') FROM decision WHERE id = ANY (?)""";

    /** PostgreSQL manual, "Database File Layout": the port is in the fourth line of postmaster.pid. */
    private static final int PORT_LINE = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int AT_ONCE = 1_000;

    private final Connection connection;

    private RecordedDecisions(Connection connection) {
        this.connection = connection;
    }

    /** Opens the log in the folder of an embedded database; waits for it when it is not up. */
    static RecordedDecisions in(Path folder) throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new RecordedDecisions(connect(folder));
            } catch (SQLException | NoSuchFileException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private static Connection connect(Path folder) throws IOException, SQLException {
        List<String> process = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
        if (process.size() <= PORT_LINE) {
            throw new NoSuchFileException("postmaster.pid is not yet written");
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + process.get(PORT_LINE).trim() + "/plimsoll",
                "plimsoll",
                Files.readString(folder.resolve("password")));
    }

    /**
     * SHA-256 digests of what is kept of a decision, in lower-case hexadecimal.
     *
     * @param request of the request
     * @param result of the result
     */
    record Digests(String request, String result) {}

    /** What is kept of these decisions; one that is not in the log is not in the map. */
    Map<UUID, Digests> find(Collection<UUID> ids) throws SQLException {
        Map<UUID, Digests> found = new HashMap<>();
        List<UUID> all = List.copyOf(ids);
        try (PreparedStatement select = connection.prepareStatement(DIGESTS)) {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<UUID> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                select.setArray(1, connection.createArrayOf("uuid", some.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getObject(1, UUID.class), new Digests(rows.getString(2), rows.getString(3)));
                    }
                }
            }
        }
        return found;
    }

    /** Decisions in the log, acknowledged or not. */
    long count() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM decision");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
