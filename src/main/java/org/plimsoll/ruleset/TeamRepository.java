package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;

/** Teams that rule sets are limited to. Nothing here is ever changed; the latest row of a rule set counts. */
@ApplicationScoped
@Transactional
class TeamRepository {
    private final EntityManager entities;
    private final ActivationRepository activations;

    TeamRepository(EntityManager entities, ActivationRepository activations) {
        this.entities = entities;
        this.activations = activations;
    }

    /** Teams of a rule set; none when it is not limited. */
    Set<String> teams(String ruleSet) {
        List<String[]> latest = session()
                .createNativeQuery(
                        "SELECT teams FROM rule_set_teams WHERE rule_set = :ruleSet ORDER BY sequence DESC LIMIT 1",
                        String[].class)
                .setParameter("ruleSet", ruleSet)
                .getResultList();
        return latest.isEmpty() ? Set.of() : new TreeSet<>(List.of(latest.get(0)));
    }

    /** Limits a rule set to teams, or to none. */
    void limit(String ruleSet, Set<String> teams, String by, String reason) {
        activations.lock();
        session()
                .createNativeMutationQuery("INSERT INTO rule_set_teams (rule_set, teams, changed_by, reason)"
                        + " VALUES (:ruleSet, :teams, :by, :reason)")
                .setParameter("ruleSet", ruleSet)
                .setParameter("teams", new TreeSet<>(teams).toArray(new String[0]), String[].class)
                .setParameter("by", by)
                .setParameter("reason", reason)
                .executeUpdate();
        activations.tellServers(ruleSet);
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
