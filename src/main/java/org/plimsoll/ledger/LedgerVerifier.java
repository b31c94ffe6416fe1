package org.plimsoll.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Verifies all of a log: entries, leaves, heads, the witness, what entries name, and how the tables are defined. */
final class LedgerVerifier {
    private final DataSource database;
    private final String origin;
    private final LedgerKeys keys;
    private final List<EntrySource> sources;
    private final RuleContents contents;

    LedgerVerifier(
            DataSource database, String origin, LedgerKeys keys, List<EntrySource> sources, RuleContents contents) {
        this.database = database;
        this.origin = origin;
        this.keys = keys;
        this.sources = sources;
        this.contents = contents;
    }

    /**
     * Verifies the log as it is at this moment; what is added meanwhile is not looked at.
     *
     * @param witness what it is compared with; only what it has seen proves anything against who holds the key
     */
    Verification verify(Witness witness) throws SQLException {
        Instant startedAt = Instant.now();
        Findings findings = new Findings();
        // Before the database, which may be ahead of the witness, but never behind it.
        WitnessedLog witnessed = WitnessedLog.read(witness, origin, keys, findings);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                LogVerification log = new LogVerification(connection, sources, witnessed, keys, origin, findings);
                log.run();
                inputs(connection, log.named(), findings);
                new RuleContentCheck(connection, contents, findings).verify(log.named());
                TableDefinitions.verify(connection, findings);
                return result(log, witnessed, findings, startedAt);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private Verification result(LogVerification log, WitnessedLog witnessed, Findings findings, Instant startedAt) {
        long covered = log.heads().isEmpty() ? 0 : log.heads().lastKey();
        return new Verification(
                findings.count() == 0 ? "verified" : "damaged",
                origin,
                startedAt,
                Instant.now(),
                log.entries(),
                log.size(),
                HexFormat.of().formatHex(log.root()),
                log.heads().size(),
                witnessed.size(),
                Math.max(0, log.size() - covered),
                findings.first(),
                findings.sorted(),
                Math.max(0, findings.count() - Findings.MOST));
    }

    private void inputs(Connection connection, NamedContents named, Findings findings) throws SQLException {
        MessageDigest digest = sha256();
        Set<String> kept = new HashSet<>();
        for (EntrySource source : sources) {
            source.inputs(connection, input -> {
                kept.add(input.sha256());
                Long place = named.inputs().get(input.sha256());
                if (!HexFormat.of().formatHex(digest.digest(input.content())).equals(input.sha256())) {
                    findings.add(
                            Finding.Code.RECORD_CHANGED,
                            place,
                            null,
                            "What requests share as " + input.sha256() + " does not have that digest.");
                }
            });
        }
        named.inputs().forEach((sha256, place) -> {
            if (!kept.contains(sha256)) {
                findings.add(
                        Finding.Code.RECORD_CHANGED, place, "What entry " + place + " shares with others is missing.");
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
