package org.plimsoll.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Verifies all of a log: entries, leaves, heads, the witness, what entries name, and how the tables are defined. */
final class LedgerVerifier {
    /** Classes of SQL states that say how the tables are: other types, values out of range, no such column, no such right. */
    private static final Set<String> STATES_OF_TABLES = Set.of("07", "0A", "21", "22", "42");

    private final DataSource database;
    private final String origin;
    private final LedgerKeys keys;
    private final List<EntrySource> sources;
    private final RuleContents contents;
    private final RuleHistory history;

    LedgerVerifier(
            DataSource database,
            String origin,
            LedgerKeys keys,
            List<EntrySource> sources,
            RuleContents contents,
            RuleHistory history) {
        this.database = database;
        this.origin = origin;
        this.keys = keys;
        this.sources = sources;
        this.contents = contents;
        this.history = history;
    }

    /**
     * Verifies the log as it is at this moment; what is added meanwhile is not looked at.
     *
     * @param witness what it is compared with; only what it has seen proves anything against who holds the key
     */
    Verification verify(WitnessReader witness) throws SQLException {
        Instant startedAt = Instant.now();
        Findings findings = new Findings();
        // Before the database, which may be ahead of the witness, but never behind it.
        WitnessedLog witnessed = WitnessedLog.read(witness, origin, keys, findings);
        Totals totals = new Totals();
        Snapshot.of(database, connection -> verify(connection, witnessed, findings, startedAt, totals));
        return totals.result(origin, witnessed, findings, startedAt);
    }

    private void verify(
            Connection connection, WitnessedLog witnessed, Findings findings, Instant startedAt, Totals totals)
            throws SQLException {
        NamedContents named = new NamedContents();
        RuleHistory.Comparison lives = history.begin();
        reading("the table of decisions", connection, findings, () -> Snapshot.keepMonths(connection));
        reading(
                "how the tables are defined",
                connection,
                findings,
                () -> TableDefinitions.verify(connection, findings));
        reading("which log it is", connection, findings, () -> isThisLog(connection, findings));
        reading("the log", connection, findings, () -> {
            try (HeadCheck heads = new HeadCheck(connection, witnessed, keys, origin, findings)) {
                ExpiryCheck expiries = new ExpiryCheck(findings, heads, startedAt);
                LogVerification log = new LogVerification(
                        connection, sources, witnessed, heads, findings, expiries, (place, entry) -> {
                            named.add(place, entry);
                            lives.entry(place, entry);
                        });
                log.run();
                totals.take(log, expiries, heads);
            }
        });
        reading(
                "what requests share",
                connection,
                findings,
                () -> inputs(connection, named, totals.expired > 0, findings));
        reading(
                "the files of rule sets",
                connection,
                findings,
                () -> new RuleContentCheck(connection, contents, findings).verify(named));
        reading(
                "what was done to rule sets",
                connection,
                findings,
                () -> lives.compare(
                        connection,
                        (place, message) -> findings.add(Finding.Code.RULES_CHANGED, place, null, message)));
    }

    /** What cannot be read as the tables are is a finding; that the database cannot be reached is none. */
    private static void reading(String what, Connection connection, Findings findings, Reading reading)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            reading.read();
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || state.length() < 2 || !STATES_OF_TABLES.contains(state.substring(0, 2))) {
                throw e;
            }
            connection.rollback(before);
            findings.add(
                    Finding.Code.DEFINITION_CHANGED,
                    "As the tables are now, " + what + " cannot be read to its end: " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws SQLException;
    }

    private static final class Totals {
        private long entries;
        private long expired;
        private long size;
        private long covered;
        private int heads;
        private String root = "";

        void take(LogVerification log, ExpiryCheck expiries, HeadCheck check) {
            entries = log.entries();
            expired = expiries.expired();
            size = log.size();
            root = HexFormat.of().formatHex(log.root());
            heads = check.count();
            covered = check.covered();
        }

        Verification result(String origin, WitnessedLog witnessed, Findings findings, Instant startedAt) {
            return new Verification(
                    findings.count() == 0 ? "verified" : "damaged",
                    origin,
                    startedAt,
                    Instant.now(),
                    entries,
                    expired,
                    size,
                    root,
                    heads,
                    witnessed.size(),
                    Math.max(0, size - covered),
                    findings.first(),
                    findings.sorted(),
                    Math.max(0, findings.count() - Findings.MOST));
        }
    }

    private void isThisLog(Connection connection, Findings findings) throws SQLException {
        List<String> ids = HeadTable.ids(connection);
        if (!ids.equals(List.of(origin.substring(Ledger.ORIGIN.length())))) {
            findings.add(
                    Finding.Code.HEAD_WRONG,
                    "The database says that its log is " + String.join(" and ", ids) + ", and this is " + origin + ".");
        }
    }

    /** What expired entries named is kept, and no entry is left to name it. */
    private void inputs(Connection connection, NamedContents named, boolean anyExpired, Findings findings)
            throws SQLException {
        MessageDigest digest = sha256();
        Set<String> kept = new HashSet<>();
        for (EntrySource source : sources) {
            source.inputs(connection, input -> {
                @Nullable Long place = named.inputs().get(input.sha256());
                if (!HexFormat.of().formatHex(digest.digest(input.content())).equals(input.sha256())) {
                    findings.add(
                            Finding.Code.RECORD_CHANGED,
                            place,
                            null,
                            "What requests share as " + input.sha256() + " does not have that digest.");
                }
                if (!kept.add(input.sha256()) || place == null && !anyExpired) {
                    findings.add(
                            Finding.Code.RECORD_CHANGED,
                            place,
                            null,
                            "What requests share as " + input.sha256()
                                    + (place == null ? ", no entry names." : " is there twice."));
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
