package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;

/** What the servers that share the database have ready, as they last said. */
@ApplicationScoped
@Transactional
class NodeRepository {
    private final EntityManager entities;

    NodeRepository(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * A server that was heard of lately.
     *
     * @param name its name
     * @param ready whether it has the version ready
     * @param failed whether it says that it cannot prepare it
     */
    record Node(String name, boolean ready, boolean failed) {}

    /** The servers that were heard of in the last ten seconds, by name. */
    List<Node> live(VersionContent version) {
        String failure = version.ruleSet() + "/" + version.number() + ": ";
        return entities.unwrap(Session.class)
                .createNativeQuery(
                        "SELECT name, prepared, failed FROM node WHERE seen_at > clock_timestamp() - interval '10 seconds'"
                                + " ORDER BY name",
                        Object[].class)
                .getResultStream()
                .map(row -> new Node(
                        (String) row[0],
                        Arrays.asList(((String) row[1]).split("\n")).contains(line(version)),
                        Arrays.stream(((String) row[2]).split("\n")).anyMatch(line -> line.startsWith(failure))))
                .toList();
    }

    /** How a version is written in the list of what a server has ready. */
    static String line(VersionContent version) {
        return version.ruleSet() + "/" + version.number() + "/" + version.contentHash();
    }
}
