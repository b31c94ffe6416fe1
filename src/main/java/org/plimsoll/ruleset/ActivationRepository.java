package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Timeline;

/** Activations in the database. Nothing here is ever changed: what ends before its time gets a row that says so. */
@ApplicationScoped
@Transactional
class ActivationRepository {
    /** Taken by whoever changes what will be in force, and shared by whoever reads it: see {@link ActivationFeed}. */
    static final String LOCK = "hashtext('plimsoll:activations')";

    static final String CHANNEL = "plimsoll_rule_sets";

    private static final String COLUMNS = """
            SELECT a.sequence, a.rule_set, a.number, a.content_hash, a.kind, a.effective_from, a.expires_at, a.recorded_at,
                a.activated_by, a.reason, e.ends_at, e.ended_by, e.reason AS end_reason
            FROM activation a LEFT JOIN activation_end e ON e.activation = a.sequence\s""";

    private final EntityManager entities;
    private final ActiveRuleSets registry;

    ActivationRepository(EntityManager entities, ActiveRuleSets registry) {
        this.entities = entities;
        this.registry = registry;
    }

    /** An activation to be recorded; see {@link Activation} for its parts. */
    record NewActivation(
            String ruleSet,
            @Nullable Integer version,
            @Nullable String contentHash,
            Activation.Kind kind,
            Instant from,
            @Nullable Instant expiresAt,
            String by,
            String reason) {}

    /** Nobody else changes what will be in force before this transaction ends. */
    void lock() {
        session()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(" + LOCK + ")", Integer.class)
                .getSingleResult();
    }

    /** The database's clock, which all servers share. */
    Instant now() {
        return session()
                .createNativeQuery("SELECT clock_timestamp()", Instant.class)
                .getSingleResult();
    }

    /** Every activation of a rule set, by start. */
    List<Activation> all(String ruleSet) {
        return session()
                .createNativeQuery(
                        COLUMNS + "WHERE a.rule_set = :ruleSet ORDER BY a.effective_from, a.sequence", Object[].class)
                .setParameter("ruleSet", ruleSet)
                .getResultStream()
                .map(ActivationRepository::domain)
                .toList();
    }

    Timeline timeline(String ruleSet) {
        return Timeline.of(all(ruleSet).stream().map(Activation::entry).toList());
    }

    /** Activations recorded before one of them, the latest first. */
    List<Activation> recorded(String ruleSet, long below, int limit) {
        return session()
                .createNativeQuery(
                        COLUMNS + "WHERE a.rule_set = :ruleSet AND a.sequence < :below ORDER BY a.sequence DESC",
                        Object[].class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("below", below)
                .setMaxResults(limit)
                .getResultStream()
                .map(ActivationRepository::domain)
                .toList();
    }

    Optional<Activation> find(String ruleSet, long sequence) {
        return session()
                .createNativeQuery(COLUMNS + "WHERE a.rule_set = :ruleSet AND a.sequence = :sequence", Object[].class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("sequence", sequence)
                .getResultStream()
                .map(ActivationRepository::domain)
                .findFirst();
    }

    /** The activation in force at an instant. */
    Optional<Activation> at(String ruleSet, Instant instant) {
        List<Activation> all = all(ruleSet);
        return Timeline.of(all.stream().map(Activation::entry).toList())
                .at(instant)
                .flatMap(entry -> all.stream()
                        .filter(activation -> activation.sequence() == entry.sequence())
                        .findFirst());
    }

    Activation add(NewActivation made) {
        registry.announced(made.from().toEpochMilli());
        long sequence = session()
                .createNativeQuery("""
                        INSERT INTO activation (rule_set, number, content_hash, kind, effective_from, expires_at,
                            activated_by, reason)
                        VALUES (:ruleSet, CAST(:number AS integer), :hash, :kind, :from, CAST(:expires AS timestamptz), :by,
                            :reason)
                        RETURNING sequence""", Long.class)
                .setParameter("ruleSet", made.ruleSet())
                .setParameter("number", made.version(), Integer.class)
                .setParameter("hash", made.contentHash(), String.class)
                .setParameter("kind", made.kind().name())
                .setParameter("from", Timestamp.from(made.from()), Timestamp.class)
                .setParameter(
                        "expires", made.expiresAt() == null ? null : Timestamp.from(made.expiresAt()), Timestamp.class)
                .setParameter("by", made.by())
                .setParameter("reason", made.reason())
                .getSingleResult();
        tellServers(made.ruleSet());
        return find(made.ruleSet(), sequence).orElseThrow();
    }

    /** Ends an activation at an instant; one that has not begun by then never will. */
    void end(Activation activation, Instant at, String by, String reason) {
        registry.announced(at.toEpochMilli());
        session()
                .createNativeMutationQuery("INSERT INTO activation_end (activation, ends_at, ended_by, reason)"
                        + " VALUES (:activation, :at, :by, :reason)")
                .setParameter("activation", activation.sequence())
                .setParameter("at", Timestamp.from(at), Timestamp.class)
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate();
        tellServers(activation.ruleSet());
    }

    /** Asks every server to have a version ready. */
    void requestPreparation(VersionKey key) {
        // Under the lock, or a reading could see a later request and never this one.
        lock();
        session()
                .createNativeMutationQuery("INSERT INTO preparation (rule_set, number) VALUES (:ruleSet, :number)")
                .setParameter("ruleSet", key.ruleSet())
                .setParameter("number", key.number())
                .executeUpdate();
        tellServers(key.ruleSet());
    }

    /** Whether a version was activated, or servers were asked to have it ready for that. */
    boolean everTouched(VersionKey key) {
        return !session()
                .createNativeQuery(
                        "SELECT 1 FROM activation WHERE rule_set = :ruleSet AND number = :number"
                                + " UNION ALL SELECT 1 FROM preparation WHERE rule_set = :ruleSet AND number = :number",
                        Integer.class)
                .setParameter("ruleSet", key.ruleSet())
                .setParameter("number", key.number())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Wakes the servers up when this transaction commits. */
    void tellServers(String ruleSet) {
        session()
                .createNativeQuery("SELECT 1 FROM pg_notify('" + CHANNEL + "', :ruleSet)", Integer.class)
                .setParameter("ruleSet", ruleSet)
                .getSingleResult();
    }

    private static Activation domain(Object[] row) {
        Instant endsAt = (Instant) row[10];
        return new Activation(
                ((Number) row[0]).longValue(),
                (String) row[1],
                row[2] == null ? null : ((Number) row[2]).intValue(),
                (String) row[3],
                Activation.Kind.valueOf((String) row[4]),
                (Instant) row[5],
                (Instant) row[6],
                (Instant) row[7],
                (String) row[8],
                (String) row[9],
                endsAt == null ? null : new Activation.End(endsAt, (String) row[11], (String) row[12]));
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
