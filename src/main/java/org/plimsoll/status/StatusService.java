package org.plimsoll.status;

import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.plimsoll.decisionlog.DecisionLog;
import org.plimsoll.git.GitFollower;
import org.plimsoll.ledger.Ledger;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.platform.NodeName;
import org.plimsoll.ruleset.ActiveRuleSets;
import org.plimsoll.ruleset.RuleSetResponses;

/** Collects how this server is doing. */
@Singleton
public final class StatusService {
    private final ActiveRuleSets ruleSets;
    private final GitFollower git;
    private final DecisionLog log;
    private final Ledger ledger;
    private final BuildInfo build;
    private final String node;
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    StatusService(
            ActiveRuleSets ruleSets, GitFollower git, DecisionLog log, Ledger ledger, BuildInfo build, NodeName node) {
        this.ruleSets = ruleSets;
        this.git = git;
        this.log = log;
        this.ledger = ledger;
        this.build = build;
        this.node = node.name();
    }

    /** How this server is doing now. */
    public StatusResponse status() {
        return new StatusResponse(
                node,
                startedAt,
                new StatusResponse.Build(build.version(), build.droolsVersion(), build.javaVersion()),
                ruleSets.started(),
                ruleSets.isInTouch(),
                ruleSets.loaded().stream().map(StatusResponse.Loaded::of).toList(),
                ruleSets.unprepared().stream()
                        .map(StatusResponse.Unprepared::of)
                        .toList(),
                ruleSets.failures().stream().map(RuleSetResponses.Failure::of).toList(),
                git.states().stream().map(StatusResponse.Followed::of).toList(),
                StatusResponse.Log.of(log.state()),
                StatusResponse.Tree.of(ledger.state()));
    }
}
