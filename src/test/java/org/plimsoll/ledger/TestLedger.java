package org.plimsoll.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.plimsoll.audit.AuditEntries;
import org.plimsoll.audit.TestEvents;
import org.plimsoll.decisionlog.DecisionEntries;
import org.plimsoll.decisionlog.TestDecisions;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.merkle.NoteSigner;
import org.plimsoll.platform.TestDatabases;
import org.plimsoll.ruleset.ContentTable;

/** A log on a real database with some life in it, without a server: versions of a rule set, decisions, heads, a witness. */
final class TestLedger {
    static final String RULE_SET = "demo";

    final DataSource database;
    final String origin;
    final LedgerKeys keys;
    final Path witnessFile;

    TestLedger(DataSource database, Path folder) throws SQLException, IOException {
        this.database = database;
        try (Connection connection = database.getConnection()) {
            this.origin = "plimsoll/" + HeadTable.id(connection);
        }
        this.keys = LedgerKeys.of(NoteSigner.of(origin, NoteSigner.newPem()), List.of());
        this.witnessFile = folder.resolve("witness.ndjson");
    }

    /** Makes a version with files, records it, decides with it, and signs heads in between. */
    void live(int version, int decisions) throws SQLException, IOException {
        String hash = keep(version);
        TestEvents.write(database, "CREATE", RULE_SET, version, hash);
        TestEvents.write(database, "APPROVE", RULE_SET, version, hash);
        round();
        for (int done = 0; done < decisions; done += 20) {
            TestDecisions.write(database, Math.min(20, decisions - done), RULE_SET, version, hash);
            round();
        }
        TestEvents.write(database, "RETIRE", RULE_SET, version, hash);
        round();
    }

    /** Signs and witnesses what is new. */
    void round() throws SQLException, IOException {
        HeadKeeper keeper =
                HeadKeeper.resume(database, origin, keys, FileWitness.open(witnessFile), Clock.systemUTC());
        try {
            keeper.round();
        } finally {
            keeper.close();
        }
    }

    Verification verify() throws SQLException {
        return verifier(database).verify(FileWitness.reading(witnessFile));
    }

    LedgerVerifier verifier(DataSource of) {
        return new LedgerVerifier(
                of, origin, keys, List.of(new DecisionEntries(), new AuditEntries()), new ContentTable());
    }

    private String keep(int version) throws SQLException {
        RuleSetFiles files = RuleSetFiles.of(
                RULE_SET, Map.of("ruleset.yaml", "name: demo\ntitle: version " + version + "\n", "rules/a.drl", "rule"));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            TestDatabases.execute(connection, "INSERT INTO rule_set (name) VALUES ('demo') ON CONFLICT DO NOTHING");
            for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
                try (PreparedStatement blob = connection.prepareStatement(
                                "INSERT INTO rule_set_blob SELECT encode(sha256(?), 'hex'), ? ON CONFLICT DO NOTHING");
                        PreparedStatement path = connection.prepareStatement("INSERT INTO rule_set_content"
                                + " SELECT ?, ?, encode(sha256(?), 'hex'), octet_length(?)")) {
                    blob.setBytes(1, file.getValue());
                    blob.setBytes(2, file.getValue());
                    blob.executeUpdate();
                    path.setString(1, files.contentHash());
                    path.setString(2, file.getKey());
                    path.setBytes(3, file.getValue());
                    path.setBytes(4, file.getValue());
                    path.executeUpdate();
                }
            }
            TestDatabases.execute(
                    connection,
                    "INSERT INTO rule_set_version (rule_set, number, content_hash, stage, title, source, created_by)"
                            + " VALUES ('demo', " + version + ", '" + files.contentHash()
                            + "', 'APPROVED', 'Demo', 'test', 'author')");
            connection.commit();
        }
        return files.contentHash();
    }

    static Path newFolder() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "ledger"));
        return Files.createTempDirectory(parent, "own-");
    }
}
