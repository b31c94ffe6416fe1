package org.plimsoll.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.ProblemException;

/** Records what was done, in the transaction that does it, and what was refused, in one of its own. */
@Singleton
public final class AuditLog {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final String READ = """
            SELECT sequence, at, actor, actor_roles, action, outcome, code, rule_set, number, content_hash,
                state_before, state_after, reason, detail
            FROM audit_event
            WHERE sequence > :after AND (CAST(:ruleSet AS text) IS NULL OR rule_set = :ruleSet)
                AND (CAST(:number AS integer) IS NULL OR number = CAST(:number AS integer))
            ORDER BY sequence""";

    private static final String PLACES = """
            SELECT sequence FROM audit_event WHERE rule_set = :ruleSet AND (number = :number OR number IS NULL)
            ORDER BY sequence""";

    private static final String EXPIRY_PLACES = """
            SELECT DISTINCT sequence FROM audit_event, json_array_elements(CAST(entry AS json) -> 'expired') AS stretch
            WHERE action = 'EXPIRE' AND rule_set IS NULL
                AND CAST(stretch ->> 0 AS bigint) < :to AND CAST(stretch ->> 1 AS bigint) >= :from
            ORDER BY sequence""";

    private final EntityManager entities;
    private final AuditTable table;

    AuditLog(EntityManager entities, AuditTable table) {
        this.entities = entities;
        this.table = table;
    }

    /** Records what was done. Is part of the transaction under way: without the deed there is no record, nor without it. */
    public void done(AuditEntry entry) {
        table.addAtCommit(AuditTable.Event.done(entry));
    }

    /** Does something; when it is refused, the attempt is recorded before the refusal goes on to the caller. */
    public <T> T attempt(AuditEntry entry, Supplier<T> deed) {
        try {
            return deed.get();
        } catch (ProblemException refused) {
            if (refused.status() < FIRST_SERVER_ERROR) {
                refused(entry.detail(refused.getMessage()), refused.code());
            }
            throw refused;
        }
    }

    /**
     * As {@link #attempt}, in a transaction that has ended when a refusal is recorded: one that still had its connection and
     * its locks would wait for a second connection, and so would all who wait for the locks.
     */
    public <T> T attemptInTransaction(AuditEntry entry, Supplier<T> deed) {
        return attempt(entry, () -> QuarkusTransaction.joiningExisting().call(deed::get));
    }

    /** Records what was refused. */
    public void refused(AuditEntry entry, String code) {
        QuarkusTransaction.requiringNew().run(() -> table.addAtCommit(AuditTable.Event.refused(entry, code)));
    }

    /** Whether events can be recorded, as far as is known; not when the log they are entries of is suspended. */
    public boolean isWritable() {
        return table.isWritable();
    }

    /** When what is recorded once only was recorded under a name; nothing when it was not. */
    public Optional<Instant> recordedOnce(String name) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> session()
                        .createNativeQuery("SELECT recorded_at FROM audit_event WHERE once = :name", Instant.class)
                        .setParameter("name", name)
                        .uniqueResultOptional());
    }

    /** Names under which something is recorded once only, of those that begin like this, in their order. */
    public List<String> namesOnce(String beginning) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> session()
                        .createNativeQuery(
                                "SELECT once FROM audit_event WHERE starts_with(once, :beginning) ORDER BY once",
                                String.class)
                        .setParameter("beginning", beginning)
                        .getResultList());
    }

    /** Places in the log of events that tell of expired entries, any of which is of some places. */
    public List<Long> expiryPlaces(long from, long to) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> session()
                        .createNativeQuery(EXPIRY_PLACES, Long.class)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getResultList());
    }

    /** Events after one of them, in the order of recording. */
    public List<AuditEvent> events(@Nullable String ruleSet, @Nullable Integer version, long after, int limit) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> session()
                        .createNativeQuery(READ, Object[].class)
                        .setParameter("after", after)
                        .setParameter("ruleSet", ruleSet, String.class)
                        .setParameter("number", version, Integer.class)
                        .setMaxResults(limit)
                        .getResultStream()
                        .map(AuditLog::event)
                        .toList());
    }

    /** Places in the log of all events about a rule set itself or one of its versions, at most so many. */
    public List<Long> places(String ruleSet, int version, int limit) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> session()
                        .createNativeQuery(PLACES, Long.class)
                        .setParameter("ruleSet", ruleSet)
                        .setParameter("number", version)
                        .setMaxResults(limit)
                        .getResultList());
    }

    private static AuditEvent event(Object[] row) {
        return new AuditEvent(
                ((Number) row[0]).longValue(),
                (Instant) row[1],
                (String) row[2],
                List.of((String[]) row[3]),
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                row[8] == null ? null : ((Number) row[8]).intValue(),
                (String) row[9],
                (String) row[10],
                (String) row[11],
                (String) row[12],
                (String) row[13]);
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
