package org.plimsoll.ruleset;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.platform.PlimsollConfig.FolderImport;

/**
 * Brings rule sets into force when the server starts: those of the database, and folders that are new or changed. A rule
 * set that fails leaves the others, and its own version of before, in force.
 */
@Singleton
final class RuleSetStart {
    private static final Logger LOG = Logger.getLogger(RuleSetStart.class);
    private static final String SERVER = "server";
    private static final String FOLDER = "folder";
    private static final String DATABASE = "database";

    private final RuleSetRepository repository;
    private final VersionCompiler compiler;
    private final ActiveRuleSets registry;
    private final PlimsollConfig.Rules settings;

    RuleSetStart(
            RuleSetRepository repository, VersionCompiler compiler, ActiveRuleSets registry, PlimsollConfig config) {
        this.repository = repository;
        this.compiler = compiler;
        this.registry = registry;
        this.settings = config.rules();
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(tasks().toArray(new CompletableFuture<?>[0]))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        LOG.error("Loading rule sets failed", failure);
                    }
                    registry.finishStart();
                });
        try {
            all.get(settings.startWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Rule sets are still being compiled; the server opens its port and is not ready yet");
        } catch (ExecutionException e) {
            LOG.debug("Logged above", e);
        }
    }

    private List<CompletableFuture<Void>> tasks() {
        Map<String, Activation> active = repository.active();
        Map<String, Path> folders = folders();
        // What is in force comes first: new folders may take long to compile.
        Set<String> names = new LinkedHashSet<>(new TreeSet<>(active.keySet()));
        names.addAll(folders.keySet());
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        for (String name : names) {
            Activation inForce = active.get(name);
            Path folder = folders.get(name);
            tasks.add(compiler.run(() -> bringIntoForce(name, folder, inForce)));
        }
        return tasks;
    }

    private Map<String, Path> folders() {
        Path directory = settings.directory();
        if (settings.importFolders() == FolderImport.NEVER) {
            return Map.of();
        }
        if (!Files.isDirectory(directory)) {
            LOG.warnf("There is no folder of rule sets at %s (plimsoll.rules.directory)", directory.toAbsolutePath());
            return Map.of();
        }
        Map<String, Path> folders = new java.util.TreeMap<>();
        try (Stream<Path> children = Files.list(directory)) {
            children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .forEach(child -> folders.put(child.getFileName().toString(), child));
        } catch (IOException e) {
            LOG.errorf(e, "The folder of rule sets at %s cannot be read", directory.toAbsolutePath());
        }
        return folders;
    }

    private void bringIntoForce(String name, @Nullable Path folder, @Nullable Activation inForce) {
        boolean done = false;
        try {
            done = folder != null && importFolder(name, folder, inForce);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "Rule set %s: its folder cannot be imported", name);
            fail(name, null, Preparation.failed("its folder cannot be imported: " + e.getMessage(), List.of()));
        }
        if (!done && inForce != null) {
            loadStored(inForce);
        }
    }

    /** Whether the folder's content is in force now, compiled. */
    private boolean importFolder(String name, Path folder, @Nullable Activation inForce) throws IOException {
        if (settings.importFolders() == FolderImport.FIRST_START && repository.exists(name)) {
            return false;
        }
        RuleSetFiles files = RuleSetFiles.read(folder);
        if (inForce != null && isSame(files, inForce)) {
            return false;
        }
        Preparation prepared = compiler.candidate(files);
        CompiledRuleSet compiled = prepared.compiled();
        if (compiled == null) {
            fail(name, null, prepared);
            return false;
        }
        Activation activation = repository.bringIntoForce(
                files, compiled.manifest().title(), FOLDER, SERVER, "imported from its folder");
        registry.activate(new LoadedRuleSet(new VersionKey(name, activation.version()), compiled, Instant.now()));
        return true;
    }

    private boolean isSame(RuleSetFiles files, Activation inForce) {
        return repository
                .version(inForce.ruleSet(), inForce.version())
                .map(version -> version.contentHash().equals(files.contentHash()))
                .orElse(false);
    }

    private void loadStored(Activation inForce) {
        VersionKey key = new VersionKey(inForce.ruleSet(), inForce.version());
        Preparation prepared;
        try {
            prepared = compiler.stored(key);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rule set %s: version %d cannot be read", key.ruleSet(), key.number());
            prepared = Preparation.failed("it cannot be read from the database", List.of());
        }
        if (prepared.compiled() == null) {
            fail(key.ruleSet(), key.number(), prepared);
        } else {
            registry.activate(new LoadedRuleSet(key, prepared.compiled(), Instant.now()));
        }
    }

    private void fail(String name, @Nullable Integer version, Preparation prepared) {
        String source = version == null ? FOLDER : DATABASE;
        registry.failed(
                new RuleSetFailure(name, version, source, Instant.now(), prepared.reason(), prepared.diagnostics()));
        LOG.errorf(
                "Rule set %s (%s): %s",
                name, version == null ? "folder" : "version " + version + " of the database", prepared.reason());
        prepared.diagnostics().forEach(diagnostic -> LOG.errorf("  %s/%s", name, diagnostic));
    }
}
