package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;

/** Reports of checks and tests, by content and build. Nothing here is ever changed. */
@ApplicationScoped
@Transactional
class ReportRepository {
    private final EntityManager entities;

    ReportRepository(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * A report as kept.
     *
     * @param passed whether it meets the gates of the manifest
     * @param json the report, as it is answered
     */
    record Kept(boolean passed, byte[] json) {}

    Optional<Kept> find(String ruleSet, String contentHash, ReportKind kind, String build) {
        return session()
                .createNativeQuery(
                        "SELECT passed, report FROM rule_set_report WHERE rule_set = :ruleSet AND content_hash = :hash"
                                + " AND kind = :kind AND engine_build = :build",
                        Object[].class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("hash", contentHash)
                .setParameter("kind", kind.name())
                .setParameter("build", build)
                .uniqueResultOptional()
                .map(row -> new Kept((Boolean) row[0], (byte[]) row[1]));
    }

    void keep(String ruleSet, String contentHash, ReportKind kind, String build, Kept report) {
        session()
                .createNativeMutationQuery(
                        "INSERT INTO rule_set_report (rule_set, content_hash, kind, engine_build, passed, report)"
                                + " VALUES (:ruleSet, :hash, :kind, :build, :passed, :report) ON CONFLICT DO NOTHING")
                .setParameter("ruleSet", ruleSet)
                .setParameter("hash", contentHash)
                .setParameter("kind", kind.name())
                .setParameter("build", build)
                .setParameter("passed", report.passed())
                .setParameter("report", report.json())
                .executeUpdate();
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
