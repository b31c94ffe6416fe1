package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.platform.PlimsollConfig;

/**
 * Compiled versions in memory: those that are or will be in force, which stay, and others that requests have named, of which
 * the least recently used go first. Compiling happens on the compiler's threads.
 */
@Singleton
final class PreparedVersions {
    private static final Logger LOG = Logger.getLogger(PreparedVersions.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final VersionCompiler compiler;
    private final VersionCache others;
    private final Map<VersionContent, LoadedRuleSet> pinned = new HashMap<>();
    private final Map<VersionContent, CompletableFuture<Void>> underWay = new HashMap<>();
    private final Map<VersionContent, Failed> failed = new LinkedHashMap<>();
    private Set<VersionContent> wanted = Set.of();
    private Runnable listener = () -> {};

    private record Failed(Preparation preparation, Instant at) {}

    PreparedVersions(VersionCompiler compiler, PlimsollConfig config) {
        this.compiler = compiler;
        this.others = new VersionCache(config.rules().loadedVersions());
    }

    /** Is told whenever a version has become ready, or turns out not to. */
    synchronized void listen(Runnable whenReady) {
        this.listener = whenReady;
    }

    /** Takes hold of a version; null when it is not here. */
    synchronized @Nullable LoadedRuleSet hold(VersionContent key) {
        LoadedRuleSet loaded = pinned.get(key);
        return loaded != null && loaded.hold() ? loaded : others.hold(key);
    }

    /** A version that is or will be in force; null when it is not ready. Its rules stay as long as it is wanted. */
    synchronized @Nullable LoadedRuleSet pinned(VersionContent key) {
        return pinned.get(key);
    }

    /** Why a version cannot be used; null when that is not known. */
    synchronized @Nullable Preparation failure(VersionContent key) {
        Failed failure = failed.get(key);
        return failure == null ? others.unusable(key) : failure.preparation;
    }

    /** Versions that are wanted and cannot be used. */
    synchronized List<RuleSetFailure> failures() {
        List<RuleSetFailure> all = new ArrayList<>();
        failed.forEach((key, failure) -> all.add(new RuleSetFailure(
                key.ruleSet(),
                key.number(),
                "database",
                failure.at,
                failure.preparation.reason(),
                failure.preparation.diagnostics())));
        return all;
    }

    synchronized List<LoadedRuleSet> all() {
        Map<VersionContent, LoadedRuleSet> all = new HashMap<>();
        others.all().forEach(loaded -> all.put(loaded.key(), loaded));
        all.putAll(pinned);
        return List.copyOf(all.values());
    }

    /** Versions that are ready, whoever wants them. */
    synchronized Set<VersionContent> ready() {
        Set<VersionContent> keys = new HashSet<>(pinned.keySet());
        others.all().forEach(loaded -> keys.add(loaded.key()));
        return keys;
    }

    /** Has versions ready, those first that come first, and lets go of those that are wanted no more. */
    synchronized void want(List<VersionContent> keys) {
        wanted = Set.copyOf(keys);
        List.copyOf(pinned.keySet()).stream()
                .filter(key -> !wanted.contains(key))
                .forEach(key -> {
                    LoadedRuleSet free = pinned.remove(key);
                    if (free != null) {
                        others.add(free);
                    }
                });
        failed.keySet().retainAll(wanted);
        Instant now = Instant.now();
        for (VersionContent key : keys) {
            Failed failure = failed.get(key);
            if (!pinned.containsKey(key)
                    && (failure == null || failure.at.plus(TRY_AGAIN).isBefore(now))) {
                pin(key);
            }
        }
    }

    /** Whether nothing that is wanted is still being prepared. */
    synchronized boolean isSettled() {
        return wanted.stream().allMatch(key -> pinned.containsKey(key) || failed.containsKey(key));
    }

    /** Takes over compiled rules that somebody has prepared already. */
    synchronized void offer(LoadedRuleSet loaded) {
        others.add(loaded);
    }

    /** Has a version compiled for requests that name it. Does nothing when the compiler has too much to do. */
    void load(VersionContent key) {
        if (!compiler.isBusy()) {
            prepare(key);
        }
    }

    private void pin(VersionContent key) {
        LoadedRuleSet known = others.hold(key);
        if (known != null) {
            pinned.put(key, known);
            failed.remove(key);
        } else {
            prepare(key);
        }
    }

    /** Compiles and warms a version, once however many want it; done when it is ready or is known to fail. */
    synchronized CompletableFuture<Void> prepare(VersionContent key) {
        LoadedRuleSet held = hold(key);
        if (held != null) {
            held.letGo();
            return CompletableFuture.completedFuture(null);
        }
        return underWay.computeIfAbsent(key, missing -> compiler.run(() -> prepareNow(missing)));
    }

    private void prepareNow(VersionContent key) {
        Preparation preparation;
        try {
            preparation = compiler.stored(key);
            if (preparation.compiled() != null) {
                CaseReport.of(preparation.compiled());
            }
        } catch (RuntimeException | Error e) {
            LOG.warnf("Version %d of rule set %s cannot be loaded: %s", key.number(), key.ruleSet(), e);
            preparation = null;
        }
        Runnable tell;
        synchronized (this) {
            underWay.remove(key);
            keep(key, preparation);
            tell = listener;
        }
        tell.run();
    }

    private void keep(VersionContent key, @Nullable Preparation preparation) {
        if (preparation == null) {
            if (wanted.contains(key)) {
                failed.put(
                        key,
                        new Failed(
                                Preparation.failed("it cannot be read from the database", List.of()), Instant.EPOCH));
            }
        } else if (preparation.compiled() == null) {
            LOG.errorf("Version %d of rule set %s: %s", key.number(), key.ruleSet(), preparation.reason());
            preparation.diagnostics().forEach(diagnostic -> LOG.errorf("  %s/%s", key.ruleSet(), diagnostic));
            if (wanted.contains(key)) {
                failed.put(key, new Failed(preparation, Instant.now()));
            } else {
                others.reject(key, preparation);
            }
        } else {
            LoadedRuleSet loaded = new LoadedRuleSet(key, preparation.compiled(), Instant.now());
            failed.remove(key);
            if (wanted.contains(key)) {
                pinned.put(key, loaded);
            } else {
                others.add(loaded);
            }
        }
    }
}
