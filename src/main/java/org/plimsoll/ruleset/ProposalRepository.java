package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Proposals and the votes on them. Nothing here is ever changed; the latest proposal of a version counts. */
@ApplicationScoped
@Transactional
class ProposalRepository {
    private final EntityManager entities;

    ProposalRepository(EntityManager entities) {
        this.entities = entities;
    }

    Proposal add(RuleSetVersion version, int approvals, String by, String comment) {
        session()
                .createNativeMutationQuery("INSERT INTO rule_set_proposal (rule_set, number, content_hash, approvals,"
                        + " proposed_by, comment) VALUES (:ruleSet, :number, :hash, :approvals, :by, :comment)")
                .setParameter("ruleSet", version.ruleSet())
                .setParameter("number", version.number())
                .setParameter("hash", version.contentHash())
                .setParameter("approvals", approvals)
                .setParameter("by", by)
                .setParameter("comment", comment)
                .executeUpdate();
        return latest(version.ruleSet(), version.number()).orElseThrow();
    }

    /** The latest proposal of a version; empty when it was never proposed. */
    Optional<Proposal> latest(String ruleSet, int number) {
        return session()
                .createNativeQuery(
                        "SELECT sequence, content_hash, approvals, proposed_at, proposed_by, comment FROM rule_set_proposal"
                                + " WHERE rule_set = :ruleSet AND number = :number ORDER BY sequence DESC LIMIT 1",
                        Object[].class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("number", number)
                .getResultStream()
                .map(row -> new Proposal(
                        ((Number) row[0]).longValue(),
                        (String) row[1],
                        ((Number) row[2]).intValue(),
                        (Instant) row[3],
                        (String) row[4],
                        (String) row[5],
                        votes(((Number) row[0]).longValue())))
                .findFirst();
    }

    void vote(Proposal proposal, boolean approved, String by, String comment) {
        session()
                .createNativeMutationQuery(
                        "INSERT INTO rule_set_vote (proposal, voted_by, content_hash, approved, comment)"
                                + " VALUES (:proposal, :by, :hash, :approved, :comment)")
                .setParameter("proposal", proposal.sequence())
                .setParameter("by", by)
                .setParameter("hash", proposal.contentHash())
                .setParameter("approved", approved)
                .setParameter("comment", comment)
                .executeUpdate();
    }

    private List<Proposal.Vote> votes(long proposal) {
        return session()
                .createNativeQuery(
                        "SELECT voted_by, approved, voted_at, comment FROM rule_set_vote WHERE proposal = :proposal"
                                + " ORDER BY voted_at, voted_by",
                        Object[].class)
                .setParameter("proposal", proposal)
                .getResultStream()
                .map(row -> new Proposal.Vote((String) row[0], (Boolean) row[1], (Instant) row[2], (String) row[3]))
                .toList();
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
