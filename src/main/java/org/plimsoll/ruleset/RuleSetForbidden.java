package org.plimsoll.ruleset;

import java.util.Set;
import java.util.TreeSet;
import org.plimsoll.lifecycle.FourEyes;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.security.Caller;

/** The caller's role would do, but not for this caller and this version. Nothing was changed. */
public final class RuleSetForbidden extends ProblemException {
    private static final long serialVersionUID = 1L;

    private RuleSetForbidden(String code, String detail) {
        super(403, code, detail);
    }

    /** The caller had a hand in what they would vote on. */
    static RuleSetForbidden fourEyes(Caller caller, FourEyes.Part part) {
        String what = switch (part) {
            case WROTE -> " wrote some of it";
            case PROPOSED -> " proposed it";
            case VOTED -> " has voted on it already";
        };
        return new RuleSetForbidden(
                "FOUR_EYES", "'" + caller.name() + "'" + what + ", so that another person must approve or reject it.");
    }

    /** The caller belongs to none of the rule set's teams. */
    static RuleSetForbidden notInTeam(Caller caller, String ruleSet, Set<String> teams) {
        return new RuleSetForbidden(
                "NOT_IN_TEAM",
                "Rule set '" + ruleSet + "' is limited to " + (teams.size() == 1 ? "team " : "teams ")
                        + String.join(", ", new TreeSet<>(teams)) + "; '" + caller.name()
                        + "' belongs to none of them.");
    }

    /** Authors put their own drafts away, and nothing else. */
    static RuleSetForbidden notADraft(RuleSetVersion version) {
        return new RuleSetForbidden(
                "ACTIVATOR_NEEDED",
                "Version " + version.number() + " of rule set '" + version.ruleSet()
                        + "' is no draft; it takes an activator to retire it.");
    }
}
