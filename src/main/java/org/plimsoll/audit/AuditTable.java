package org.plimsoll.audit;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plimsoll.ledger.Ledger;
import org.plimsoll.ledger.LedgerEntry;
import org.plimsoll.ledger.LedgerTable;
import org.plimsoll.wire.JsonWriter;

/**
 * Writes events when the transaction they belong to is about to commit: a place in the log is held until the transaction
 * ends, and everybody else waits for it.
 */
@Singleton
class AuditTable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int USUAL_LENGTH = 600;
    private static final String KNOWN = "SELECT 1 FROM audit_event WHERE once = ?";
    private static final String INSERT = """
            INSERT INTO audit_event (sequence, recorded_at, at, actor, actor_roles, action, outcome, code, rule_set, number,
                content_hash, state_before, state_after, reason, detail, once, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource database;
    private final Ledger ledger;
    private final TransactionSynchronizationRegistry transactions;

    AuditTable(DataSource database, Ledger ledger, TransactionSynchronizationRegistry transactions) {
        this.database = database;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    /** Whether the log that events are entries of takes any. */
    boolean isWritable() {
        return ledger.state().suspended() == null;
    }

    /** Adds an event to those that the transaction under way writes at its end. */
    void addAtCommit(Event event) {
        ledger.mustBeWritable();
        if (transactions.getResource(this) instanceof AtCommit waiting) {
            waiting.events.add(event);
            return;
        }
        AtCommit waiting = new AtCommit();
        waiting.events.add(event);
        transactions.registerInterposedSynchronization(waiting);
        transactions.putResource(this, waiting);
    }

    private final class AtCommit implements Synchronization {
        private final List<Event> events = new ArrayList<>();

        @Override
        public void beforeCompletion() {
            if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
                try (Connection connection = database.getConnection()) {
                    write(connection, events);
                } catch (SQLException e) {
                    throw new IllegalStateException("the audit trail cannot be written", e);
                }
            }
        }

        @Override
        public void afterCompletion(int status) {
            events.clear();
        }
    }

    /** Writes events at the end of a transaction. */
    static void write(Connection connection, List<Event> events) throws SQLException {
        LedgerTable.lock(connection, TIMEOUT);
        List<Event> fresh = new ArrayList<>(events.size());
        for (Event event : events) {
            if (!isKnown(connection, event)) {
                fresh.add(event);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<LedgerEntry> entries = LedgerTable.append(
                connection, fresh.stream().map(event -> event.tail(now)).toList(), TIMEOUT);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < fresh.size(); i++) {
                bind(insert, fresh.get(i), entries.get(i), now);
                insert.executeUpdate();
            }
        }
    }

    /** What happens by itself is recorded by one server only. */
    private static boolean isKnown(Connection connection, Event event) throws SQLException {
        String once = event.entry().once();
        if (once == null) {
            return false;
        }
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, once);
            return select.executeQuery().next();
        }
    }

    private static void bind(PreparedStatement insert, Event event, LedgerEntry place, Instant now)
            throws SQLException {
        AuditEntry entry = event.entry();
        int column = 0;
        insert.setLong(++column, place.sequence());
        insert.setObject(++column, place.committedAt().atOffset(ZoneOffset.UTC));
        insert.setObject(++column, event.at(now).atOffset(ZoneOffset.UTC));
        insert.setString(++column, entry.actor().name());
        insert.setArray(
                ++column,
                insert.getConnection()
                        .createArrayOf("text", entry.actor().roles().toArray()));
        insert.setString(++column, entry.action());
        insert.setString(++column, event.outcome());
        insert.setString(++column, event.code());
        insert.setString(++column, entry.ruleSet());
        insert.setObject(++column, entry.version());
        insert.setString(++column, entry.contentHash());
        insert.setString(++column, entry.before());
        insert.setString(++column, entry.after());
        insert.setString(++column, entry.reason());
        insert.setString(++column, entry.detail());
        insert.setString(++column, entry.once());
        insert.setString(++column, new String(place.text(), StandardCharsets.UTF_8));
    }

    /**
     * An event to be written.
     *
     * @param entry what happened
     * @param outcome {@code DONE} or {@code REFUSED}
     * @param code why it was refused; null when it was done
     */
    record Event(AuditEntry entry, String outcome, @Nullable String code) {
        static Event done(AuditEntry entry) {
            return new Event(entry, "DONE", null);
        }

        static Event refused(AuditEntry entry, String code) {
            return new Event(entry, "REFUSED", code);
        }

        private Instant at(Instant now) {
            return entry.at() == null ? now : entry.at().truncatedTo(ChronoUnit.MICROS);
        }

        /** The entry of the log, but for place and time. */
        private byte[] tail(Instant now) {
            JsonWriter json = new JsonWriter(USUAL_LENGTH).beginObject();
            json.text("type", "event").time("at", at(now));
            json.text("actor", entry.actor().name());
            json.list("actorRoles", entry.actor().roles(), json::element);
            json.text("action", entry.action()).text("outcome", outcome).textIfPresent("code", code);
            json.textIfPresent("ruleSet", entry.ruleSet());
            if (entry.version() != null) {
                json.number("version", entry.version());
            }
            json.textIfPresent("contentHash", entry.contentHash());
            json.textIfPresent("stateBefore", entry.before()).textIfPresent("stateAfter", entry.after());
            json.textIfPresent("reason", entry.reason()).textIfPresent("detail", entry.detail());
            if (entry.subject() != null) {
                entry.subject().write(json);
            }
            byte[] text = json.textIfPresent("once", entry.once()).endObject().bytes();
            return Arrays.copyOfRange(text, 1, text.length);
        }
    }
}
