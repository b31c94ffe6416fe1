package org.plimsoll.ruleset;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.ProblemException;

/** This server cannot evaluate with the version in force, or cannot know which one it is; another server may. */
public final class VersionNotReady extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private VersionNotReady(String code, String detail) {
        super(503, code, detail, List.of(), RETRY, null);
    }

    /** The version in force has not been prepared, or cannot be. */
    static VersionNotReady of(VersionContent key, @Nullable Preparation failure) {
        return new VersionNotReady(
                "RULE_SET_VERSION_NOT_READY",
                "Version " + key.number() + " of rule set '" + key.ruleSet() + "' is in force, and this server "
                        + (failure == null ? "is still preparing it." : "cannot use it: " + failure.reason() + "."));
    }

    /** The database has not been heard for too long: another version may be in force by now. */
    static VersionNotReady outOfTouch() {
        return new VersionNotReady(
                "ACTIVATIONS_UNKNOWN",
                "This server has not heard from its database for too long to know which version is in force.");
    }
}
