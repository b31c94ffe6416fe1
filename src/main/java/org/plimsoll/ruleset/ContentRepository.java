package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;
import org.plimsoll.engine.RuleSetFiles;

/** Files of rule sets, each content kept once, and who saved them. Nothing here is ever changed. */
@ApplicationScoped
@Transactional
class ContentRepository {
    private final EntityManager entities;

    ContentRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Files of a content, by path; none when it is not known. */
    List<RuleSetFile> list(String contentHash) {
        return session()
                .createNativeQuery(
                        "SELECT path, size, sha256 FROM rule_set_content WHERE content_hash = :hash ORDER BY path",
                        Object[].class)
                .setParameter("hash", contentHash)
                .getResultStream()
                .map(row -> new RuleSetFile((String) row[0], ((Number) row[1]).longValue(), (String) row[2]))
                .toList();
    }

    Optional<byte[]> file(String contentHash, String path) {
        return session()
                .createNativeQuery(
                        "SELECT content FROM rule_set_content JOIN rule_set_blob USING (sha256)"
                                + " WHERE content_hash = :hash AND path = :path",
                        byte[].class)
                .setParameter("hash", contentHash)
                .setParameter("path", path)
                .uniqueResultOptional();
    }

    /** All files of a content, as the compiler wants them. */
    RuleSetFiles files(String ruleSet, String contentHash) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        session()
                .createNativeQuery(
                        "SELECT path, content FROM rule_set_content JOIN rule_set_blob USING (sha256)"
                                + " WHERE content_hash = :hash",
                        Object[].class)
                .setParameter("hash", contentHash)
                .getResultStream()
                .forEach(row -> files.put((String) row[0], (byte[]) row[1]));
        return new RuleSetFiles(ruleSet, files);
    }

    /** Keeps files, and tells their content hash. */
    String keep(RuleSetFiles files) {
        String contentHash = files.contentHash();
        // In the order of digests, so that two who keep the same files never wait for each other.
        TreeMap<String, byte[]> blobs = new TreeMap<>();
        files.files().values().forEach(content -> blobs.put(sha256(content), content));
        for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
            session()
                    .createNativeMutationQuery(
                            "INSERT INTO rule_set_blob (sha256, content) VALUES (:sha256, :content) ON CONFLICT DO NOTHING")
                    .setParameter("sha256", blob.getKey())
                    .setParameter("content", blob.getValue())
                    .executeUpdate();
        }
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            session()
                    .createNativeMutationQuery("INSERT INTO rule_set_content (content_hash, path, sha256, size)"
                            + " VALUES (:hash, :path, :sha256, :size) ON CONFLICT DO NOTHING")
                    .setParameter("hash", contentHash)
                    .setParameter("path", file.getKey())
                    .setParameter("sha256", sha256(file.getValue()))
                    .setParameter("size", file.getValue().length)
                    .executeUpdate();
        }
        return contentHash;
    }

    /** Notes who saved the present files of a version. */
    void addRevision(RuleSetVersion version, String by, String comment) {
        session()
                .createNativeMutationQuery(
                        "INSERT INTO rule_set_revision (rule_set, number, content_hash, saved_by, comment)"
                                + " VALUES (:ruleSet, :number, :hash, :by, :comment)")
                .setParameter("ruleSet", version.ruleSet())
                .setParameter("number", version.number())
                .setParameter("hash", version.contentHash())
                .setParameter("by", by)
                .setParameter("comment", comment)
                .executeUpdate();
    }

    /** Everybody who saved a version, as a draft, at any time. */
    Set<String> writers(String ruleSet, int number) {
        return new TreeSet<>(session()
                .createNativeQuery(
                        "SELECT DISTINCT saved_by FROM rule_set_revision WHERE rule_set = :ruleSet AND number = :number",
                        String.class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("number", number)
                .getResultList());
    }

    /** Whoever saved these files at any time, but in versions that were approved with them. */
    Set<String> unapprovedWriters(String ruleSet, String contentHash) {
        return new TreeSet<>(session()
                .createNativeQuery(
                        "SELECT DISTINCT r.saved_by FROM rule_set_revision r JOIN rule_set_version v USING (rule_set, number)"
                                + " WHERE r.rule_set = :ruleSet AND r.content_hash = :hash"
                                + " AND NOT (v.stage = 'APPROVED' AND v.content_hash = r.content_hash)",
                        String.class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("hash", contentHash)
                .getResultList());
    }

    /** Whether a version was saved after another was begun. */
    boolean isSavedAfter(String ruleSet, int saved, int begun) {
        return session()
                .createNativeQuery(
                        "SELECT (SELECT max(sequence) FROM rule_set_revision WHERE rule_set = :ruleSet AND number = :saved)"
                                + " > (SELECT min(sequence) FROM rule_set_revision WHERE rule_set = :ruleSet AND number = :begun)",
                        Boolean.class)
                .setParameter("ruleSet", ruleSet)
                .setParameter("saved", saved)
                .setParameter("begun", begun)
                .getSingleResult();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
