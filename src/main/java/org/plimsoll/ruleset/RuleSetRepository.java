package org.plimsoll.ruleset;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.lifecycle.Stage;

/** Rule sets and their versions in the database. Each method is a transaction of its own unless one is under way. */
@ApplicationScoped
@Transactional
class RuleSetRepository implements PanacheRepositoryBase<RuleSetVersionEntity, VersionKey> {
    private final ContentRepository contents;

    RuleSetRepository(ContentRepository contents) {
        this.contents = contents;
    }

    /**
     * What a version is to be made of.
     *
     * @param files its files
     * @param stage how far it has come
     * @param source where the files came from
     * @param base version it was begun from; null when from none
     * @param provenance what outside it was made of; null when of nothing that has a name
     * @param comment what its author says of it
     * @param by who makes it
     */
    record NewVersion(
            RuleSetFiles files,
            Stage stage,
            String source,
            @Nullable Integer base,
            @Nullable String provenance,
            String comment,
            String by) {}

    /** Names of rule sets, in order, after one of them. */
    List<String> names(@Nullable String after, int limit) {
        return getSession()
                .createNativeQuery("SELECT name FROM rule_set WHERE name > :after ORDER BY name", String.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit)
                .getResultList();
    }

    boolean exists(String ruleSet) {
        return !getSession()
                .createNativeQuery("SELECT 1 FROM rule_set WHERE name = :name", Integer.class)
                .setParameter("name", ruleSet)
                .getResultList()
                .isEmpty();
    }

    long ruleSetCount() {
        return getSession()
                .createNativeQuery("SELECT count(*) FROM rule_set", Long.class)
                .getSingleResult();
    }

    Optional<RuleSetVersion> version(String ruleSet, int number) {
        return findByIdOptional(new VersionKey(ruleSet, number)).map(RuleSetRepository::domain);
    }

    /** Versions that have exactly these files, the latest first. */
    List<RuleSetVersion> versionsWithHash(String ruleSet, String contentHash) {
        return find("ruleSet = ?1 and contentHash = ?2", Sort.descending("number"), ruleSet, contentHash).stream()
                .map(RuleSetRepository::domain)
                .toList();
    }

    Optional<RuleSetVersion> versionFrom(String ruleSet, String provenance) {
        return find("ruleSet = ?1 and provenance = ?2", ruleSet, provenance)
                .firstResultOptional()
                .map(RuleSetRepository::domain);
    }

    Optional<RuleSetVersion> latest(String ruleSet) {
        return versions(ruleSet, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    long count(String ruleSet, Stage stage) {
        return count("ruleSet = ?1 and stage = ?2", ruleSet, stage);
    }

    /** Versions below a number, the latest first. */
    List<RuleSetVersion> versions(String ruleSet, int below, int limit) {
        return find("ruleSet = ?1 and number < ?2", Sort.descending("number"), ruleSet, below)
                .page(Page.ofSize(limit))
                .stream()
                .map(RuleSetRepository::domain)
                .toList();
    }

    /** Keeps files as the next version. */
    RuleSetVersion add(NewVersion made) {
        String ruleSet = made.files().name();
        lock(ruleSet);
        RuleSetVersionEntity version = new RuleSetVersionEntity();
        version.ruleSet = ruleSet;
        version.number = latest(ruleSet).map(RuleSetVersion::number).orElse(0) + 1;
        version.contentHash = contents.keep(made.files());
        version.stage = made.stage();
        version.title = title(made.files());
        version.source = made.source();
        version.base = made.base();
        version.provenance = made.provenance();
        version.comment = made.comment();
        version.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        version.createdBy = made.by();
        persist(version);
        flush();
        contents.addRevision(domain(version), made.by(), made.comment());
        return domain(version);
    }

    /** Gives a draft other files. */
    RuleSetVersion edit(RuleSetVersion draft, RuleSetFiles files, String by, String comment) {
        RuleSetVersionEntity version = findById(draft.key());
        version.contentHash = contents.keep(files);
        version.title = title(files);
        version.stage = Stage.DRAFT;
        flush();
        contents.addRevision(domain(version), by, comment);
        return domain(version);
    }

    /** Brings a version to a stage. */
    RuleSetVersion stage(RuleSetVersion subject, Stage stage) {
        RuleSetVersionEntity version = findById(subject.key());
        version.stage = stage;
        flush();
        return domain(version);
    }

    /** Makes sure the rule set is there, and that nobody else changes anything of it before this transaction ends. */
    void lock(String ruleSet) {
        getSession()
                .createNativeMutationQuery("INSERT INTO rule_set (name) VALUES (:name) ON CONFLICT DO NOTHING")
                .setParameter("name", ruleSet)
                .executeUpdate();
        lockKnown(ruleSet);
    }

    /** Nobody else changes anything of a rule set before this transaction ends. What was read before is read again. */
    void lockKnown(String ruleSet) {
        getSession()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('rule_set:' || :name))", Integer.class)
                .setParameter("name", ruleSet)
                .getSingleResult();
        getSession().clear();
    }

    private static String title(RuleSetFiles files) {
        return files.manifest().map(Manifest::title).orElse(files.name());
    }

    private static RuleSetVersion domain(RuleSetVersionEntity row) {
        return new RuleSetVersion(
                row.ruleSet,
                row.number,
                row.contentHash,
                row.stage,
                row.title,
                row.source,
                row.base,
                row.provenance,
                row.comment,
                row.createdAt,
                row.createdBy);
    }
}
