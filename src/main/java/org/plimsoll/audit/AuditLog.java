package org.plimsoll.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.ProblemException;

/** Records what was done, in the transaction that does it, and what was refused, in one of its own. */
@Singleton
public final class AuditLog {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final String INSERT = """
            INSERT INTO audit_event (at, actor, actor_roles, action, outcome, code, rule_set, number, content_hash,
                state_before, state_after, reason, detail, once)
            VALUES (coalesce(CAST(:at AS timestamptz), clock_timestamp()), :actor, :roles, :action, :outcome, :code,
                :ruleSet, CAST(:number AS integer), :contentHash, :before, :after, :reason, :detail, :once)
            ON CONFLICT (once) DO NOTHING""";
    private static final String READ = """
            SELECT sequence, at, actor, actor_roles, action, outcome, code, rule_set, number, content_hash,
                state_before, state_after, reason, detail
            FROM audit_event
            WHERE sequence > :after AND (CAST(:ruleSet AS text) IS NULL OR rule_set = :ruleSet)
                AND (CAST(:number AS integer) IS NULL OR number = CAST(:number AS integer))
            ORDER BY sequence""";

    private final EntityManager entities;

    AuditLog(EntityManager entities) {
        this.entities = entities;
    }

    /** Records what was done. Is part of the transaction under way: without the deed there is no record, nor without it. */
    public void done(AuditEntry entry) {
        insert(entry, "DONE", null);
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
        QuarkusTransaction.requiringNew().run(() -> insert(entry, "REFUSED", code));
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

    private void insert(AuditEntry entry, String outcome, @Nullable String code) {
        session()
                .createNativeMutationQuery(INSERT)
                .setParameter("at", entry.at() == null ? null : Timestamp.from(entry.at()), Timestamp.class)
                .setParameter("actor", entry.actor().name())
                .setParameter("roles", entry.actor().roles().toArray(new String[0]), String[].class)
                .setParameter("action", entry.action())
                .setParameter("outcome", outcome)
                .setParameter("code", code, String.class)
                .setParameter("ruleSet", entry.ruleSet(), String.class)
                .setParameter("number", entry.version(), Integer.class)
                .setParameter("contentHash", entry.contentHash(), String.class)
                .setParameter("before", entry.before(), String.class)
                .setParameter("after", entry.after(), String.class)
                .setParameter("reason", entry.reason(), String.class)
                .setParameter("detail", entry.detail(), String.class)
                .setParameter("once", entry.once(), String.class)
                .executeUpdate();
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
