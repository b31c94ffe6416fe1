package org.plimsoll.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decisionlog.LogState;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.git.FollowState;
import org.plimsoll.ledger.LedgerState;
import org.plimsoll.ruleset.ActiveRuleSets;
import org.plimsoll.ruleset.LoadedVersion;
import org.plimsoll.ruleset.RuleSetResponses;

/**
 * How this server is doing.
 *
 * @param node its name
 * @param startedAt when it started
 * @param build what it is made of
 * @param started whether every rule set has been loaded, or has failed to
 * @param inTouch whether the database was heard of lately enough to know which versions are in force
 * @param ruleSets rule-set versions in memory
 * @param unprepared versions in force that this server cannot evaluate with
 * @param failures rule sets that could not be taken from their folder or loaded
 * @param git rule sets that are followed in Git
 * @param decisionLog the decision log
 * @param ledger the tree that decisions and audit events are part of
 */
public record StatusResponse(
        String node,
        Instant startedAt,
        Build build,
        boolean started,
        boolean inTouch,
        List<Loaded> ruleSets,
        List<Unprepared> unprepared,
        List<RuleSetResponses.Failure> failures,
        List<Followed> git,
        Log decisionLog,
        Tree ledger) {

    /**
     * What a server is made of.
     *
     * @param version its version
     * @param drools version of the rule engine
     * @param java version of the Java runtime
     */
    public record Build(String version, String drools, String java) {}

    /**
     * A version in memory.
     *
     * @param name name of the rule set
     * @param title title in its manifest
     * @param version number of the version
     * @param contentHash identity of its files
     * @param active whether it is in force
     * @param loadedAt when this server compiled it
     * @param execution how its rules are fired: {@code direct}, or {@code session}, which is slower
     * @param sessionReasons rules that made it need a session, and how to do without
     */
    public record Loaded(
            String name,
            String title,
            int version,
            String contentHash,
            boolean active,
            Instant loadedAt,
            String execution,
            List<SessionReason> sessionReasons) {
        static Loaded of(LoadedVersion version) {
            return new Loaded(
                    version.ruleSet(),
                    version.title(),
                    version.version(),
                    version.contentHash(),
                    version.active(),
                    version.loadedAt(),
                    version.sessionReasons().isEmpty() ? "direct" : "session",
                    version.sessionReasons());
        }
    }

    /**
     * A version in force that this server cannot evaluate with: it answers 503 under it.
     *
     * @param name name of the rule set
     * @param version number of the version
     */
    public record Unprepared(String name, int version) {
        static Unprepared of(ActiveRuleSets.UnpreparedVersion version) {
            return new Unprepared(version.ruleSet(), version.version());
        }
    }

    /**
     * A rule set that is followed in Git.
     *
     * @param name name of the rule set
     * @param url address of the repository, without login
     * @param branch branch that is followed
     * @param path folder of the rule set
     * @param askedAt when the repository was last asked; absent before that
     * @param commit last commit that became a draft since this server started; absent when none did
     * @param failure why the last time failed; absent when it did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Followed(
            String name,
            String url,
            String branch,
            String path,
            @Nullable Instant askedAt,
            @Nullable String commit,
            @Nullable String failure) {
        static Followed of(FollowState state) {
            return new Followed(
                    state.ruleSet(),
                    state.url(),
                    state.branch(),
                    state.path(),
                    state.askedAt(),
                    state.commit(),
                    state.failure());
        }
    }

    /**
     * The decision log.
     *
     * @param writable whether decisions can be recorded, as far as the last attempt tells
     * @param waiting records that wait for a commit
     * @param capacity records that may wait
     * @param commits commits since the server started
     * @param records records committed since the server started
     * @param lastCommitAt when the last commit ended; absent before the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Log(
            boolean writable,
            int waiting,
            int capacity,
            long commits,
            long records,
            @Nullable Instant lastCommitAt) {
        static Log of(LogState state) {
            return new Log(
                    state.writable(),
                    state.waiting(),
                    state.capacity(),
                    state.commits(),
                    state.records(),
                    state.lastCommitAt());
        }
    }

    /**
     * The tree that decisions and audit events are part of.
     *
     * @param origin what it is called in its heads
     * @param witnessed entries that the witness has seen
     * @param witnessedAt when the witness was last up to date
     * @param suspended why nothing is added; absent as long as entries are taken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tree(
            String origin,
            long witnessed,
            Instant witnessedAt,
            @Nullable String suspended) {
        static Tree of(LedgerState state) {
            return new Tree(state.origin(), state.witnessed(), state.witnessedAt(), state.suspended());
        }
    }
}
