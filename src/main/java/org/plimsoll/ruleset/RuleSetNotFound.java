package org.plimsoll.ruleset;

import org.plimsoll.platform.ProblemException;

/** There is no such rule set, version or file. */
public final class RuleSetNotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    private RuleSetNotFound(String code, String detail) {
        super(404, code, detail);
    }

    static RuleSetNotFound ruleSet(String name) {
        return new RuleSetNotFound("RULE_SET_NOT_FOUND", "There is no rule set '" + name + "'.");
    }

    static RuleSetNotFound version(String name, int number) {
        return new RuleSetNotFound(
                "RULE_SET_VERSION_NOT_FOUND", "There is no version " + number + " of rule set '" + name + "'.");
    }

    static RuleSetNotFound file(String name, int number, String path) {
        return new RuleSetNotFound(
                "RULE_SET_FILE_NOT_FOUND",
                "Version " + number + " of rule set '" + name + "' has no file '" + path + "'.");
    }

    static RuleSetNotFound base(String name, int number) {
        return new RuleSetNotFound(
                "RULE_SET_BASE_NOT_FOUND",
                "Version " + number + " of rule set '" + name
                        + "' extends no other, so there is no base to compare with.");
    }

    static RuleSetNotFound report(String name, int number, ReportKind kind) {
        return new RuleSetNotFound(
                "REPORT_NOT_FOUND",
                "Version " + number + " of rule set '" + name + "', as it is now, was not "
                        + (kind == ReportKind.CHECK ? "checked" : "tested") + " by this build. Ask for it with POST.");
    }

    static RuleSetNotFound activation(String name, long sequence) {
        return new RuleSetNotFound(
                "ACTIVATION_NOT_FOUND", "There is no activation " + sequence + " of rule set '" + name + "'.");
    }

    static RuleSetNotFound active(String name) {
        return new RuleSetNotFound("NO_ACTIVE_VERSION", "No version of rule set '" + name + "' is active.");
    }
}
