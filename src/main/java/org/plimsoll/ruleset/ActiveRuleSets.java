package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.Suggestions;

/**
 * The compiled rules that evaluations use. Read it once per request, and keep the lease until the answer is made: a
 * version that is activated meanwhile takes over at the next request.
 */
@Singleton
public final class ActiveRuleSets {
    private static final Logger LOG = Logger.getLogger(ActiveRuleSets.class);
    private static final Duration START_RETRY = Duration.ofSeconds(2);

    private final RuleSetRepository repository;
    private final VersionCompiler compiler;
    private final VersionCache others;
    private final Map<String, RuleSetFailure> failures = new ConcurrentHashMap<>();

    /** Never changed, only replaced: readers take no lock. */
    private volatile Map<String, LoadedRuleSet> active = Map.of();

    private volatile boolean started;

    ActiveRuleSets(RuleSetRepository repository, VersionCompiler compiler, PlimsollConfig config) {
        this.repository = repository;
        this.compiler = compiler;
        this.others = new VersionCache(config.rules().loadedVersions());
    }

    /**
     * The version in force. Takes no lock, and touches neither database nor compiler.
     *
     * @throws Refusal {@code UNKNOWN_RULE_SET} when there is no such rule set
     * @throws NoActiveVersion when this server has no version of it to evaluate with
     */
    public RuleSetLease active(String ruleSet) {
        LoadedRuleSet loaded = active.get(ruleSet);
        while (loaded != null) {
            if (loaded.hold()) {
                return new RuleSetLease(loaded);
            }
            loaded = active.get(ruleSet);
        }
        throw missing(ruleSet);
    }

    /**
     * A version by number. The first time, it is compiled behind the request, which is to be tried again.
     *
     * @throws VersionLoading while it is being compiled
     * @throws VersionUnusable when it does not compile
     * @throws Refusal {@code UNKNOWN_RULE_SET}, {@code UNKNOWN_RULE_SET_VERSION} when there is none
     */
    public RuleSetLease version(String ruleSet, int number) {
        VersionKey key = new VersionKey(ruleSet, number);
        LoadedRuleSet inForce = active.get(ruleSet);
        if (inForce != null && inForce.key().equals(key) && inForce.hold()) {
            return new RuleSetLease(inForce);
        }
        LoadedRuleSet loaded = others.hold(key);
        if (loaded != null) {
            return new RuleSetLease(loaded);
        }
        Preparation unusable = others.unusable(key);
        if (unusable != null) {
            throw new VersionUnusable(key, unusable.reason(), unusable.diagnostics());
        }
        if (repository.version(ruleSet, number).isEmpty()) {
            throw repository.exists(ruleSet) ? unknownVersion(key) : unknown(ruleSet);
        }
        load(key);
        throw new VersionLoading(key);
    }

    /**
     * The version that was in force at an instant, as {@link #version}.
     *
     * @throws Refusal {@code NO_VERSION_AT} when none was
     */
    public RuleSetLease asOf(String ruleSet, Instant instant) {
        Activation activation = repository
                .activeAt(ruleSet, instant)
                .orElseThrow(() -> repository.exists(ruleSet)
                        ? new Refusal(
                                "NO_VERSION_AT",
                                "No version of rule set '" + ruleSet + "' was active at " + instant + ".",
                                "/asOf")
                        : unknown(ruleSet));
        return version(ruleSet, activation.version());
    }

    /** What this server has in memory, by name and version. */
    public List<LoadedVersion> loaded() {
        List<LoadedVersion> versions = new ArrayList<>();
        active.values().forEach(loaded -> versions.add(view(loaded, true)));
        others.all().forEach(loaded -> versions.add(view(loaded, false)));
        versions.sort(Comparator.comparing(LoadedVersion::ruleSet).thenComparingInt(LoadedVersion::version));
        return versions;
    }

    /** Rule sets this server could not take from their folder or could not load, by name. */
    public List<RuleSetFailure> failures() {
        return failures.values().stream()
                .sorted(Comparator.comparing(RuleSetFailure::ruleSet))
                .toList();
    }

    /** Whether every rule set has been loaded once, or has failed to. */
    public boolean started() {
        return started;
    }

    /** Puts a version in force, at once and for every request that starts from now on. */
    synchronized void activate(LoadedRuleSet version) {
        Map<String, LoadedRuleSet> next = new HashMap<>(active);
        LoadedRuleSet before = next.put(version.key().ruleSet(), version);
        active = Map.copyOf(next);
        if (before != null) {
            others.add(before);
        }
    }

    /** Notes a failure; the version in force stays. */
    void failed(RuleSetFailure failure) {
        failures.put(failure.ruleSet(), failure);
    }

    void finishStart() {
        started = true;
    }

    private void load(VersionKey key) {
        if (!compiler.isBusy() && others.startLoading(key)) {
            var unused = compiler.run(() -> loadNow(key));
        }
    }

    private void loadNow(VersionKey key) {
        try {
            Preparation prepared = compiler.stored(key);
            if (prepared.compiled() == null) {
                others.reject(key, prepared);
            } else {
                others.add(new LoadedRuleSet(key, prepared.compiled(), Instant.now()));
            }
        } catch (RuntimeException e) {
            LOG.warnf("Version %d of rule set %s cannot be loaded: %s", key.number(), key.ruleSet(), e);
            others.abandon(key);
        }
    }

    private RuntimeException missing(String ruleSet) {
        if (!started) {
            return new NoActiveVersion("The server is loading its rule sets.", START_RETRY);
        }
        RuleSetFailure failure = failures.get(ruleSet);
        if (failure != null) {
            return new NoActiveVersion(
                    "Rule set '" + ruleSet + "' cannot be used: " + failure.reason() + ". See GET /v1/status.", null);
        }
        return unknown(ruleSet);
    }

    private Refusal unknown(String ruleSet) {
        return new Refusal(
                "UNKNOWN_RULE_SET",
                "There is no rule set '" + ruleSet + "'." + Suggestions.hint(ruleSet, new TreeSet<>(active.keySet())),
                "/ruleSet");
    }

    private static Refusal unknownVersion(VersionKey key) {
        return new Refusal(
                "UNKNOWN_RULE_SET_VERSION",
                "There is no version " + key.number() + " of rule set '" + key.ruleSet() + "'.",
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

    /** Rule set's failure, or null. */
    @Nullable
    RuleSetFailure failure(String ruleSet) {
        return failures.get(ruleSet);
    }
}
