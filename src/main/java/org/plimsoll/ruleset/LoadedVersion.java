package org.plimsoll.ruleset;

import java.time.Instant;
import java.util.List;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;

/**
 * A version that this server has in memory.
 *
 * @param ruleSet name of the rule set
 * @param version number of the version
 * @param contentHash identity of its files
 * @param title title in its manifest
 * @param active whether it is the one in force
 * @param loadedAt when this server compiled it
 * @param sessionReasons rules that made it need a Drools session; empty when its rules are called directly
 */
public record LoadedVersion(
        String ruleSet,
        int version,
        String contentHash,
        String title,
        boolean active,
        Instant loadedAt,
        List<SessionReason> sessionReasons) {}
