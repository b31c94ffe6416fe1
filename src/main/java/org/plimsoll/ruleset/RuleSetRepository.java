package org.plimsoll.ruleset;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleSetFiles;

/** Rule sets in the database. Each method is a transaction of its own unless one is under way. */
@ApplicationScoped
@Transactional
class RuleSetRepository implements PanacheRepositoryBase<RuleSetVersionEntity, VersionKey> {

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

    Optional<RuleSetVersion> version(String ruleSet, int number) {
        return findByIdOptional(new VersionKey(ruleSet, number)).map(RuleSetRepository::domain);
    }

    Optional<RuleSetVersion> versionWithHash(String ruleSet, String contentHash) {
        return find("ruleSet = ?1 and contentHash = ?2", ruleSet, contentHash)
                .firstResultOptional()
                .map(RuleSetRepository::domain);
    }

    Optional<RuleSetVersion> latest(String ruleSet) {
        return versions(ruleSet, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** Versions below a number, the latest first. */
    List<RuleSetVersion> versions(String ruleSet, int below, int limit) {
        return find("ruleSet = ?1 and number < ?2", Sort.descending("number"), ruleSet, below)
                .page(Page.ofSize(limit))
                .stream()
                .map(RuleSetRepository::domain)
                .toList();
    }

    List<RuleSetFile> files(String ruleSet, int number) {
        return getSession()
                .createNativeQuery(
                        "SELECT path, octet_length(content), sha256 FROM rule_set_file"
                                + " WHERE rule_set = :ruleSet AND number = :number ORDER BY path",
                        Object[].class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("number", number)
                .getResultStream()
                .map(row -> new RuleSetFile((String) row[0], ((Number) row[1]).longValue(), (String) row[2]))
                .toList();
    }

    Optional<byte[]> content(String ruleSet, int number, String path) {
        return Optional.ofNullable(getSession().find(RuleSetFileEntity.class, new FileKey(ruleSet, number, path)))
                .map(file -> file.content);
    }

    /** All files of a version, as the compiler wants them. */
    RuleSetFiles content(String ruleSet, int number) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        getSession()
                .createQuery(
                        "from RuleSetFileEntity where ruleSet = :ruleSet and number = :number", RuleSetFileEntity.class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("number", number)
                .getResultStream()
                .forEach(file -> files.put(file.path, file.content));
        return new RuleSetFiles(ruleSet, files);
    }

    /** The activation in force of every rule set that has one. */
    Map<String, Activation> active() {
        return getSession()
                .createQuery(
                        "from ActivationEntity where sequence in"
                                + " (select max(sequence) from ActivationEntity group by ruleSet)",
                        ActivationEntity.class)
                .getResultStream()
                .map(RuleSetRepository::domain)
                .collect(Collectors.toMap(Activation::ruleSet, Function.identity()));
    }

    Optional<Activation> active(String ruleSet) {
        return getSession()
                .createQuery(
                        "from ActivationEntity where ruleSet = :ruleSet order by sequence desc", ActivationEntity.class)
                .setParameter("ruleSet", ruleSet)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(RuleSetRepository::domain);
    }

    /** The activation that was in force at an instant. */
    Optional<Activation> activeAt(String ruleSet, Instant instant) {
        return getSession()
                .createQuery(
                        "from ActivationEntity where ruleSet = :ruleSet and activatedAt <= :instant"
                                + " order by sequence desc",
                        ActivationEntity.class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("instant", instant)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(RuleSetRepository::domain);
    }

    /** Keeps files as a version and brings it into force, unless it is in force. */
    Activation bringIntoForce(RuleSetFiles files, String title, String source, String by, String reason) {
        RuleSetVersion version = add(files, title, source, by);
        return active(version.ruleSet())
                .filter(current -> current.version() == version.number())
                .orElseGet(() -> activate(version.ruleSet(), version.number(), by, reason));
    }

    /** Keeps files as a version: the one that has them already, or the next. */
    RuleSetVersion add(RuleSetFiles files, String title, String source, String createdBy) {
        lock(files.name());
        String contentHash = files.contentHash();
        Optional<RuleSetVersion> same = versionWithHash(files.name(), contentHash);
        if (same.isPresent()) {
            return same.get();
        }
        RuleSetVersionEntity version = new RuleSetVersionEntity();
        version.ruleSet = files.name();
        version.number = latest(files.name()).map(RuleSetVersion::number).orElse(0) + 1;
        version.contentHash = contentHash;
        version.state = RuleSetVersion.IMPORTED;
        version.title = title;
        version.source = source;
        version.createdAt = now();
        version.createdBy = createdBy;
        persist(version);
        files.files().forEach((path, content) -> {
            RuleSetFileEntity file = new RuleSetFileEntity();
            file.ruleSet = version.ruleSet;
            file.number = version.number;
            file.path = path;
            file.content = content;
            file.sha256 = sha256(content);
            getSession().persist(file);
        });
        return domain(version);
    }

    Activation activate(String ruleSet, int number, String by, String reason) {
        ActivationEntity activation = new ActivationEntity();
        activation.ruleSet = ruleSet;
        activation.number = number;
        activation.activatedAt = now();
        activation.activatedBy = by;
        activation.reason = reason;
        getSession().persist(activation);
        return domain(activation);
    }

    /** Makes sure the rule set is there, and that nobody else adds to it before this transaction ends. */
    private void lock(String ruleSet) {
        getSession()
                .createNativeMutationQuery("INSERT INTO rule_set (name) VALUES (:name) ON CONFLICT DO NOTHING")
                .setParameter("name", ruleSet)
                .executeUpdate();
        getSession()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('rule_set:' || :name))", Integer.class)
                .setParameter("name", ruleSet)
                .getSingleResult();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuleSetVersion domain(RuleSetVersionEntity row) {
        return new RuleSetVersion(
                row.ruleSet,
                row.number,
                row.contentHash,
                row.state,
                row.title,
                row.source,
                row.createdAt,
                row.createdBy);
    }

    private static Activation domain(ActivationEntity row) {
        return new Activation(row.ruleSet, row.number, row.activatedAt, row.activatedBy, row.reason);
    }
}
