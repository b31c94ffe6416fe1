package org.plimsoll.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.security.Caller;
import org.plimsoll.security.Roles;

/** Which teams may see and use a rule set. */
@ApplicationScoped
@Transactional
public class TeamService {
    private static final int MOST_TEAMS = 100;
    private static final int LONGEST_NAME = 128;

    private final TeamRepository repository;
    private final RuleSetRepository ruleSets;
    private final AuditLog audit;

    TeamService(TeamRepository repository, RuleSetRepository ruleSets, AuditLog audit) {
        this.repository = repository;
        this.ruleSets = ruleSets;
        this.audit = audit;
    }

    /** Teams a rule set is limited to; none when it is not limited. */
    public Set<String> teams(String ruleSet) {
        requireRuleSet(ruleSet);
        return repository.teams(ruleSet);
    }

    /**
     * Limits a rule set to teams; to none lifts the limit.
     *
     * @throws RuleSetUnprocessable {@code TEAMS_REFUSED}, {@code REASON_REQUIRED}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Set<String> limit(String ruleSet, Set<String> teams, String reason, Caller caller) {
        AuditEntry attempt =
                AuditEntry.of(caller, "LIMIT_TO_TEAMS", ruleSet, null).because(reason);
        return audit.attemptInTransaction(attempt, () -> limitNow(ruleSet, teams, reason, caller));
    }

    private Set<String> limitNow(String ruleSet, Set<String> teams, String reason, Caller caller) {
        requireRuleSet(ruleSet);
        if (teams.size() > MOST_TEAMS || !teams.stream().allMatch(TeamService::isName)) {
            throw RuleSetUnprocessable.teams(MOST_TEAMS, LONGEST_NAME);
        }
        repository.limit(ruleSet, teams, caller.name(), Reasons.required("reason", reason));
        audit.done(AuditEntry.of(caller, "LIMIT_TO_TEAMS", ruleSet, null)
                .because(reason)
                .detail(LifeQueries.teams(new TreeSet<>(teams))));
        return repository.teams(ruleSet);
    }

    /**
     * Whether a caller may see a rule set: it is not limited, or to a team of theirs, or they audit or run the server.
     *
     * @param teams what it is limited to
     */
    public static boolean admits(Set<String> teams, Caller caller) {
        return teams.isEmpty()
                || caller.has(Roles.AUDITOR)
                || caller.has(Roles.ADMIN)
                || caller.teams().stream().anyMatch(teams::contains);
    }

    /**
     * Refuses a caller who may not see a rule set.
     *
     * @throws RuleSetForbidden {@code NOT_IN_TEAM}
     */
    public void mustAdmit(String ruleSet, Caller caller) {
        Set<String> teams = repository.teams(ruleSet);
        if (!admits(teams, caller)) {
            throw RuleSetForbidden.notInTeam(caller, ruleSet, teams);
        }
    }

    private static boolean isName(@Nullable String team) {
        return team != null
                && !team.isBlank()
                && team.length() <= LONGEST_NAME
                && team.equals(team.strip())
                && team.codePoints()
                        .noneMatch(character -> Character.isISOControl(character)
                                || Character.getType(character) == Character.SURROGATE);
    }

    private void requireRuleSet(String ruleSet) {
        if (!ruleSets.exists(ruleSet)) {
            throw RuleSetNotFound.ruleSet(ruleSet);
        }
    }
}
