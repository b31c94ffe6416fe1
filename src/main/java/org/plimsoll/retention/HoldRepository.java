package org.plimsoll.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Legal holds and their releases. Nothing here is ever changed. */
@ApplicationScoped
@Transactional
class HoldRepository {
    private static final String READ = """
            SELECT id, held_from, held_to, legal_hold.reason, placed_by, placed_at, released_by, released_at,
                legal_hold_release.reason AS why
            FROM legal_hold LEFT JOIN legal_hold_release ON hold = id
            WHERE\s""";

    private final EntityManager entities;

    HoldRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Keeps others from placing holds, and months from expiring, until the transaction ends. */
    void lock() {
        session()
                .createNativeQuery("SELECT true FROM pg_advisory_xact_lock(7746545, 5)", Boolean.class)
                .getResultList();
    }

    /** Holds that were not released. */
    long open() {
        return session()
                .createNativeQuery(
                        "SELECT count(*) FROM legal_hold WHERE NOT EXISTS (SELECT FROM legal_hold_release WHERE hold = id)",
                        Long.class)
                .getSingleResult();
    }

    /** Places one. */
    void place(HeldPeriod period, String reason, String by) {
        session()
                .createNativeMutationQuery("INSERT INTO legal_hold (id, held_from, held_to, reason, placed_by)"
                        + " VALUES (:id, :from, :to, :reason, :by)")
                .setParameter("id", period.hold(), UUID.class)
                .setParameter("from", period.from(), Instant.class)
                .setParameter("to", period.to(), Instant.class)
                .setParameter("reason", reason)
                .setParameter("by", by)
                .executeUpdate();
    }

    /** Releases one; false when it was released before. */
    boolean release(UUID id, String reason, String by) {
        return session()
                        .createNativeMutationQuery("INSERT INTO legal_hold_release (hold, reason, released_by)"
                                + " VALUES (:id, :reason, :by) ON CONFLICT DO NOTHING")
                        .setParameter("id", id, UUID.class)
                        .setParameter("reason", reason)
                        .setParameter("by", by)
                        .executeUpdate()
                == 1;
    }

    /** One of them. */
    Optional<LegalHold> find(UUID id) {
        return session()
                .createNativeQuery(READ + "id = :id", Object[].class)
                .setParameter("id", id, UUID.class)
                .getResultStream()
                .map(HoldRepository::hold)
                .findFirst();
    }

    /** Those after one of them, in the order of placing. */
    List<LegalHold> list(@Nullable UUID after, int limit) {
        return session()
                .createNativeQuery(
                        READ + "CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid) ORDER BY id", Object[].class)
                .setParameter("after", after, UUID.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(HoldRepository::hold)
                .toList();
    }

    private static LegalHold hold(Object[] row) {
        return new LegalHold(
                (UUID) row[0],
                (Instant) row[1],
                (Instant) row[2],
                (String) row[3],
                (String) row[4],
                (Instant) row[5],
                row[6] == null ? null : new LegalHold.Release((String) row[6], (Instant) row[7], (String) row[8]));
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
