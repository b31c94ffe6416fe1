package org.plimsoll.ruleset;

import org.plimsoll.platform.ProblemException;

/** The caller must say, rightly, which content they mean. Nothing was changed. */
public final class RuleSetPrecondition extends ProblemException {
    private static final long serialVersionUID = 1L;

    private RuleSetPrecondition(int status, String code, String detail) {
        super(status, code, detail);
    }

    /** The files are others than the caller thinks. */
    static RuleSetPrecondition contentChanged(RuleSetVersion version) {
        return new RuleSetPrecondition(
                412,
                "CONTENT_CHANGED",
                "Version " + version.number() + " of rule set '" + version.ruleSet() + "' has the content "
                        + version.contentHash()
                        + " now, which is not what If-Match names. Read it again, and see what has changed.");
    }

    /** The caller did not say which files they mean. */
    static RuleSetPrecondition ifMatchRequired(RuleSetVersion version) {
        return new RuleSetPrecondition(
                428,
                "IF_MATCH_REQUIRED",
                "Send If-Match with the content hash you have seen: version " + version.number() + " of rule set '"
                        + version.ruleSet() + "' may have been changed since.");
    }
}
