package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.security.Caller;
import org.plimsoll.wire.Suggestions;

/**
 * The compiled rules that evaluations use. Read it once per request, and keep the lease until the answer is made: a
 * version that comes into force meanwhile takes over at the next request.
 *
 * <p>Which version is in force is told by the clock, so that every server hands over at the same instant, and only as long as
 * this server can know: {@link ActivationWatch} keeps it informed.
 */
@Singleton
public final class ActiveRuleSets {
    private static final Duration START_RETRY = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RuleSetRepository repository;
    private final ActivationRepository activations;
    private final PreparedVersions prepared;
    private final Map<String, RuleSetFailure> folderFailures = new ConcurrentHashMap<>();

    /** Never changed, only replaced: readers take no lock. */
    private volatile Map<String, InForce> inForce = Map.of();

    private volatile Map<String, Set<String>> teams = Map.of();

    /** Until when what this server knows holds, in milliseconds since 1970. */
    private volatile long knownUntilMillis;

    /** When this server last announced a change, and the earliest instant of those it has not read of. */
    private long announcedAt = System.nanoTime();

    private long announcedMillis = Long.MAX_VALUE;

    private volatile boolean started;

    ActiveRuleSets(RuleSetRepository repository, ActivationRepository activations, PreparedVersions prepared) {
        this.repository = repository;
        this.activations = activations;
        this.prepared = prepared;
    }

    /**
     * The version in force. Takes no lock, and touches neither database nor compiler.
     *
     * @throws Refusal {@code UNKNOWN_RULE_SET} when there is no such rule set
     * @throws NoActiveVersion when no version is in force
     * @throws VersionNotReady when this server cannot evaluate with the version in force, or cannot know which one it is
     */
    public RuleSetLease active(String ruleSet) {
        while (true) {
            // In this order: what is then read is no older than what the clock was compared with.
            long now = System.currentTimeMillis();
            boolean isKnown = now < knownUntilMillis;
            InForce known = inForce.get(ruleSet);
            if (known == null) {
                throw missing(ruleSet);
            }
            if (!isKnown) {
                throw VersionNotReady.outOfTouch();
            }
            InForce.Span span = known.at(now);
            if (span == null || span.key() == null) {
                throw new NoActiveVersion("No version of rule set '" + ruleSet + "' is in force.", null);
            }
            LoadedRuleSet loaded = span.loaded();
            if (loaded == null) {
                throw VersionNotReady.of(span.key(), prepared.failure(span.key()));
            }
            if (loaded.hold()) {
                return new RuleSetLease(loaded);
            }
        }
    }

    /** The version in force, if it is ready to be evaluated with; null whenever there is more to say or to find out. */
    public @Nullable RuleSetLease activeIfReady(String ruleSet) {
        long now = System.currentTimeMillis();
        boolean isKnown = now < knownUntilMillis;
        InForce known = inForce.get(ruleSet);
        InForce.Span span = known == null || !isKnown ? null : known.at(now);
        LoadedRuleSet loaded = span == null ? null : span.loaded();
        return loaded != null && loaded.hold() ? new RuleSetLease(loaded) : null;
    }

    /**
     * A version by number. The first time, it is compiled behind the request, which is to be tried again.
     *
     * @param recorded whether what is decided will be recorded; for that, the version must be approved
     * @throws VersionLoading while it is being compiled
     * @throws VersionUnusable when it does not compile, or may not be used for this
     * @throws Refusal {@code UNKNOWN_RULE_SET}, {@code UNKNOWN_RULE_SET_VERSION} when there is none
     */
    public RuleSetLease version(String ruleSet, int number, boolean recorded) {
        RuleSetVersion version = repository
                .version(ruleSet, number)
                .orElseThrow(() -> repository.exists(ruleSet) ? unknownVersion(ruleSet, number) : unknown(ruleSet));
        VersionContent content = VersionContent.of(version);
        if (recorded && !mayDecide(version) && !content.equals(inForceNow(ruleSet))) {
            throw new VersionUnusable(
                    content,
                    (version.stage() == Stage.RETIRED ? "it is retired" : "it is not approved")
                            + ", so that no decision can be recorded under it; send \"record\": false",
                    List.of());
        }
        return lease(content);
    }

    private static boolean mayDecide(RuleSetVersion version) {
        return switch (version.stage()) {
            case DRAFT, CHECKED, PROPOSED, REJECTED, RETIRED -> false;
            case APPROVED -> true;
        };
    }

    private RuleSetLease lease(VersionContent content) {
        LoadedRuleSet loaded = prepared.hold(content);
        if (loaded != null) {
            return new RuleSetLease(loaded);
        }
        Preparation unusable = prepared.failure(content);
        if (unusable != null) {
            throw new VersionUnusable(content, unusable.reason(), unusable.diagnostics());
        }
        prepared.load(content);
        throw new VersionLoading(content);
    }

    /**
     * The version that was in force at an instant, as {@link #version}; or will be, as things are planned now.
     *
     * @param recorded whether what is decided will be recorded; for that, the version must have come into force
     * @throws Refusal {@code NO_VERSION_AT} when none was, or is still to come
     */
    public RuleSetLease asOf(String ruleSet, Instant instant, boolean recorded) {
        Activation activation = activations.at(ruleSet, instant).orElse(null);
        if (activation == null || activation.version() == null || activation.contentHash() == null) {
            throw repository.exists(ruleSet)
                    ? new Refusal(
                            "NO_VERSION_AT",
                            "No version of rule set '" + ruleSet + "' was in force at " + instant + ".",
                            "/asOf")
                    : unknown(ruleSet);
        }
        VersionContent content = new VersionContent(ruleSet, activation.version(), activation.contentHash());
        if (recorded && activation.from().isAfter(Instant.now()) && !content.equals(inForceNow(ruleSet))) {
            throw new Refusal(
                    "NO_VERSION_AT",
                    "Version " + content.number() + " of rule set '" + ruleSet + "' comes into force at "
                            + activation.from() + ", so that no decision can be recorded under it yet; send"
                            + " \"record\": false.",
                    "/asOf");
        }
        return lease(content);
    }

    /** What this server has in memory, by name and version. */
    public List<LoadedVersion> loaded() {
        List<LoadedVersion> versions = new ArrayList<>();
        prepared.all()
                .forEach(loaded -> versions.add(
                        view(loaded, loaded.key().equals(inForceNow(loaded.key().ruleSet())))));
        versions.sort(Comparator.comparing(LoadedVersion::ruleSet).thenComparingInt(LoadedVersion::version));
        return versions;
    }

    private @Nullable VersionContent inForceNow(String ruleSet) {
        InForce known = inForce.get(ruleSet);
        InForce.Span span = known == null ? null : known.at(System.currentTimeMillis());
        return span == null ? null : span.key();
    }

    /** Versions in force that this server cannot evaluate with. */
    public List<UnpreparedVersion> unprepared() {
        long now = System.currentTimeMillis();
        List<UnpreparedVersion> missing = new ArrayList<>();
        inForce.forEach((name, known) -> {
            InForce.Span span = known.at(now);
            if (span != null && span.key() != null && span.loaded() == null) {
                missing.add(new UnpreparedVersion(name, span.key().number()));
            }
        });
        missing.sort(Comparator.comparing(UnpreparedVersion::ruleSet));
        return missing;
    }

    /**
     * A version in force that this server cannot evaluate with.
     *
     * @param ruleSet name of the rule set
     * @param version number of the version
     */
    public record UnpreparedVersion(String ruleSet, int version) {}

    /** Rule sets this server could not take from their folder, and versions it could not prepare, by name. */
    public List<RuleSetFailure> failures() {
        List<RuleSetFailure> all = new ArrayList<>(folderFailures.values());
        prepared.failures().forEach(all::add);
        all.sort(Comparator.comparing(RuleSetFailure::ruleSet));
        return List.copyOf(all);
    }

    /** Why a rule set's folder or a version of it could not be taken; null when everything could. */
    @Nullable
    RuleSetFailure failure(String ruleSet) {
        return failures().stream()
                .filter(failure -> failure.ruleSet().equals(ruleSet))
                .findFirst()
                .orElse(null);
    }

    /** Whether every rule set has been loaded once, or has failed to. */
    public boolean started() {
        return started;
    }

    /** Whether this server still knows what is in force. */
    public boolean isInTouch() {
        return System.currentTimeMillis() < knownUntilMillis;
    }

    /** Teams that a rule set is limited to; empty when it is not. */
    Set<String> teams(String ruleSet) {
        return teams.getOrDefault(ruleSet, Set.of());
    }

    /** Whether a rule set is limited to teams. */
    public boolean isLimited(String ruleSet) {
        return !teams(ruleSet).isEmpty();
    }

    /**
     * Refuses a caller who may not use a rule set.
     *
     * @throws RuleSetForbidden {@code NOT_IN_TEAM}
     */
    public void mustAdmit(String ruleSet, Caller caller) {
        Set<String> limited = teams(ruleSet);
        if (!TeamService.admits(limited, caller)) {
            throw RuleSetForbidden.notInTeam(caller, ruleSet, limited);
        }
    }

    /** Takes over what is and will be in force. */
    void show(Map<String, InForce> next) {
        inForce = Map.copyOf(next);
    }

    void limit(Map<String, Set<String>> nextTeams) {
        teams = Map.copyOf(nextTeams);
    }

    /**
     * What this server knows holds until an instant, or until something begins that it has announced and not read of.
     *
     * @param readAt when it began to read, by {@link System#nanoTime}
     */
    synchronized void knownUntil(long readAt, long millis) {
        if (readAt - announcedAt > 0) {
            announcedMillis = Long.MAX_VALUE;
        }
        knownUntilMillis = Math.min(millis, announcedMillis);
    }

    /**
     * This server is about to record that something begins or ends at an instant, under the lock of {@link ActivationFeed}: from
     * then on it must have read of it, however long recording takes.
     */
    synchronized void announced(long millis) {
        announcedAt = System.nanoTime();
        announcedMillis = Math.min(announcedMillis, millis);
        knownUntilMillis = Math.min(knownUntilMillis, millis);
    }

    /** Notes that a folder could not be taken; the version in force stays. */
    void failed(RuleSetFailure failure) {
        folderFailures.put(failure.ruleSet(), failure);
    }

    void finishStart() {
        started = true;
    }

    private RuntimeException missing(String ruleSet) {
        if (!started) {
            return new NoActiveVersion("The server is loading its rule sets.", START_RETRY);
        }
        RuleSetFailure failure = failure(ruleSet);
        if (failure != null) {
            return new NoActiveVersion(
                    "Rule set '" + ruleSet + "' cannot be used: " + failure.reason() + ". See GET /v1/status.", null);
        }
        if (repository.exists(ruleSet)) {
            return new NoActiveVersion("No version of rule set '" + ruleSet + "' was ever activated.", RETRY);
        }
        return unknown(ruleSet);
    }

    private Refusal unknown(String ruleSet) {
        return new Refusal(
                "UNKNOWN_RULE_SET",
                "There is no rule set '" + ruleSet + "'." + Suggestions.hint(ruleSet, new TreeSet<>(inForce.keySet())),
                "/ruleSet");
    }

    private static Refusal unknownVersion(String ruleSet, int number) {
        return new Refusal(
                "UNKNOWN_RULE_SET_VERSION",
                "There is no version " + number + " of rule set '" + ruleSet + "'.",
                "/version");
    }

    private static LoadedVersion view(LoadedRuleSet loaded, boolean active) {
        return new LoadedVersion(
                loaded.key().ruleSet(),
                loaded.key().number(),
                loaded.compiled().contentHash(),
                loaded.compiled().manifest().title(),
                active,
                loaded.loadedAt(),
                loaded.compiled().sessionReasons());
    }
}
