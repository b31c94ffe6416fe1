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
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntries;
import org.plimsoll.audit.TestEvents;
import org.plimsoll.decisionlog.DecisionEntries;
import org.plimsoll.decisionlog.TestDecisions;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.merkle.NoteSigner;
import org.plimsoll.platform.TestDatabases;
import org.plimsoll.ruleset.ContentTable;
import org.plimsoll.ruleset.LifeRows;

/** A log on a real database with some life in it, without a server: versions of a rule set, decisions, heads, a witness. */
final class TestLedger {
    static final String RULE_SET = "demo";

    final DataSource database;
    final String origin;
    final LedgerKeys keys;
    final Path witnessFile;
    private final Clock clock;

    TestLedger(DataSource database, Path folder) throws SQLException, IOException {
        this.database = database;
        try (Connection connection = database.getConnection()) {
            this.origin = "plimsoll/" + HeadTable.id(connection);
        }
        this.keys = LedgerKeys.of(NoteSigner.of(origin, NoteSigner.newPem()), List.of());
        this.witnessFile = folder.resolve("witness.ndjson");
        this.clock = Clock.systemUTC();
    }

    private TestLedger(DataSource database, TestLedger other, Path witnessFile, Clock clock) {
        this.clock = clock;
        this.database = database;
        this.origin = other.origin;
        this.keys = other.keys;
        this.witnessFile = witnessFile;
    }

    /** A copy of the database, which goes on with the same key and a witness of its own that has seen as much. */
    TestLedger copiedTo(DataSource copy) throws IOException {
        Path own = newFolder().resolve("witness.ndjson");
        Files.copy(witnessFile, own);
        return new TestLedger(copy, this, own, clock);
    }

    /** The same log, some time ago: what it writes is committed and signed then. */
    TestLedger ago(PastClock past) {
        return new TestLedger(past.database(), this, witnessFile, past.clock());
    }

    /** Takes a version through all of its life, decides with it, and signs heads in between. */
    void live(int version, int decisions) throws SQLException, IOException {
        String hash = keep(version);
        round();
        step(version, "PROPOSE", "author", hash, "CHECKED", "PROPOSED", "needs 1 approval", """
                INSERT INTO rule_set_proposal (rule_set, number, content_hash, approvals, proposed_by, comment)
                    VALUES ('demo', :version, ':hash', 1, 'author', 'as agreed \u00fc');
                UPDATE rule_set_version SET stage = 'PROPOSED' WHERE number = :version""");
        step(version, "APPROVE", "approver", hash, "PROPOSED", "APPROVED", null, """
                INSERT INTO rule_set_vote (proposal, voted_by, content_hash, approved, comment)
                    SELECT max(sequence), 'approver', ':hash', true, 'as agreed \u00fc' FROM rule_set_proposal;
                UPDATE rule_set_version SET stage = 'APPROVED' WHERE number = :version""");
        activate(version, hash, 1);
        for (int done = 0; done < decisions; done += 20) {
            TestDecisions.write(database, Math.min(20, decisions - done), RULE_SET, version, hash, clock.instant());
            round();
        }
        activate(version, hash, 2);
        step(
                version,
                "CANCEL",
                "activator",
                hash,
                "SCHEDULED",
                "ACTIVE",
                "activation " + 2 * version + " ends at " + beginning(version, 2),
                """
                INSERT INTO activation_end (activation, ends_at, ended_by, reason)
                    SELECT sequence, effective_from, 'activator', 'as agreed \u00fc' FROM activation ORDER BY sequence DESC LIMIT 1""");
        step(version, "LIMIT_TO_TEAMS", "admin", null, null, null, "alpha, beta-" + version, """
                INSERT INTO rule_set_teams (rule_set, teams, changed_by, reason)
                    VALUES ('demo', ARRAY['alpha', 'beta-:version'], 'admin', 'as agreed \u00fc')""");
        step(version, "RETIRE", "activator", hash, "SUPERSEDED", "RETIRED", null, """
                UPDATE rule_set_version SET stage = 'RETIRED' WHERE number = :version""");
        round();
    }

    private void activate(int version, String hash, int day) throws SQLException {
        String from = beginning(version, day);
        step(
                version,
                "ACTIVATE",
                "activator",
                hash,
                "APPROVED",
                "SCHEDULED",
                "REGULAR, from " + from,
                """
                INSERT INTO activation (rule_set, number, content_hash, effective_from, activated_by, reason)
                    VALUES ('demo', :version, ':hash', '""" + from + "', 'activator', 'as agreed \u00fc')");
    }

    private static String beginning(int version, int day) {
        return "2026-0" + version + "-0" + day + "T09:00:00Z";
    }

    /** What the server does in one transaction: rows, and the event that tells of them. */
    private void step(
            int version,
            String action,
            String actor,
            @Nullable String hash,
            @Nullable String before,
            @Nullable String after,
            @Nullable String detail,
            String sql)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            TestDatabases.execute(
                    connection, sql.replace(":version", "" + version).replace(":hash", String.valueOf(hash)));
            TestEvents.write(
                    connection,
                    TestEvents.of(actor, action, RULE_SET, action.equals("LIMIT_TO_TEAMS") ? null : version)
                            .content(hash)
                            .states(before, after)
                            .detail(detail));
            connection.commit();
        }
    }

    /** Signs and witnesses what is new. */
    void round() throws SQLException, IOException {
        HeadKeeper keeper = HeadKeeper.resume(database, origin, keys, FileWitness.open(witnessFile), clock);
        try {
            keeper.round();
        } finally {
            keeper.close();
        }
    }

    String contentOf(int version) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return TestDatabases.query(
                    connection, "SELECT content_hash FROM rule_set_version WHERE number = " + version);
        }
    }

    Verification verify() throws SQLException {
        return verifier(database).verify(FileWitness.reading(witnessFile));
    }

    LedgerVerifier verifier(DataSource of) {
        return new LedgerVerifier(
                of,
                origin,
                keys,
                List.of(new DecisionEntries(), new AuditEntries()),
                new ContentTable(),
                new LifeRows());
    }

    private String keep(int version) throws SQLException {
        RuleSetFiles files = RuleSetFiles.of(
                RULE_SET,
                Map.of("ruleset.yaml", "name: demo\ntitle: version " + version + "\n", "rules/a.drl", "rule"));
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
            connection.commit();
        }
        step(version, "CREATE", "author", files.contentHash(), null, "DRAFT", "test", """
                INSERT INTO rule_set_version (rule_set, number, content_hash, stage, title, source, created_by, comment)
                    VALUES ('demo', :version, ':hash', 'DRAFT', 'Demo', 'test', 'author', 'as agreed \u00fc');
                INSERT INTO rule_set_revision (rule_set, number, content_hash, saved_by, comment)
                    VALUES ('demo', :version, ':hash', 'author', 'as agreed \u00fc')""");
        return files.contentHash();
    }

    static Path newFolder() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "ledger"));
        return Files.createTempDirectory(parent, "own-");
    }
}
