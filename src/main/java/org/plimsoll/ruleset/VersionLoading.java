package org.plimsoll.ruleset;

import java.time.Duration;
import java.util.List;
import org.plimsoll.platform.ProblemException;

/** The version asked for is being compiled, and can be used soon. */
public final class VersionLoading extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    VersionLoading(VersionContent key) {
        super(
                503,
                "RULE_SET_VERSION_LOADING",
                "Version " + key.number() + " of rule set '" + key.ruleSet() + "' is being compiled. Try again.",
                List.of(),
                RETRY_AFTER,
                null);
    }
}
