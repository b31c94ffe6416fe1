package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.PlimsollConfig;

/** Brings the folders of the rules directory into force: whoever may write there is trusted, and needs no approval. */
@Singleton
final class FolderImport {
    private static final Logger LOG = Logger.getLogger(FolderImport.class);
    private static final String FOLDER = "folder";

    private final ImportService imports;
    private final Bases bases;
    private final RuleSetRepository repository;
    private final VersionCompiler compiler;
    private final PreparedVersions prepared;
    private final ActiveRuleSets registry;
    private final PlimsollConfig.Rules settings;
    private volatile Instant lastInForce = Instant.EPOCH;

    FolderImport(
            ImportService imports,
            Bases bases,
            RuleSetRepository repository,
            VersionCompiler compiler,
            PreparedVersions prepared,
            ActiveRuleSets registry,
            PlimsollConfig config) {
        this.imports = imports;
        this.bases = bases;
        this.repository = repository;
        this.compiler = compiler;
        this.prepared = prepared;
        this.registry = registry;
        this.settings = config.rules();
    }

    /** Imports every folder that is to be imported, on the compiler's threads. */
    List<CompletableFuture<Void>> importAll() {
        return folders().entrySet().stream()
                .map(folder -> compiler.run(() -> importOrFail(folder.getKey(), folder.getValue())))
                .toList();
    }

    /** When everything that was imported is in force. */
    Instant lastInForce() {
        return lastInForce;
    }

    private Map<String, Path> folders() {
        Path directory = settings.directory();
        if (settings.importFolders() == PlimsollConfig.FolderImport.NEVER) {
            return Map.of();
        }
        if (!Files.isDirectory(directory)) {
            LOG.warnf("There is no folder of rule sets at %s (plimsoll.rules.directory)", directory.toAbsolutePath());
            return Map.of();
        }
        Map<String, Path> folders = new TreeMap<>();
        try (Stream<Path> children = Files.list(directory)) {
            children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .forEach(child -> folders.put(child.getFileName().toString(), child));
        } catch (IOException e) {
            LOG.errorf(e, "The folder of rule sets at %s cannot be read", directory.toAbsolutePath());
        }
        return folders;
    }

    private void importOrFail(String name, Path folder) {
        try {
            importFolder(name, folder);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "Rule set %s: its folder cannot be imported", name);
            fail(name, Preparation.failed("its folder cannot be imported: " + e.getMessage(), List.of()));
        }
    }

    private void importFolder(String name, Path folder) throws IOException {
        if (settings.importFolders() == PlimsollConfig.FolderImport.FIRST_START && repository.exists(name)) {
            return;
        }
        RuleSetFiles files = bases.completed(RuleSetFiles.read(folder), settings.directory());
        if (imports.isUnchanged(files)) {
            return;
        }
        Preparation preparation = compiler.candidate(files);
        CompiledRuleSet compiled = preparation.compiled();
        if (compiled == null) {
            fail(name, preparation);
            return;
        }
        Activation activation = imports.bringIntoForce(
                files,
                version -> prepared.offer(new LoadedRuleSet(VersionContent.of(version), compiled, Instant.now())));
        noteInForce(activation.from());
    }

    private synchronized void noteInForce(Instant from) {
        if (from.isAfter(lastInForce)) {
            lastInForce = from;
        }
    }

    private void fail(String name, Preparation preparation) {
        registry.failed(
                new RuleSetFailure(name, null, FOLDER, Instant.now(), preparation.reason(), preparation.diagnostics()));
        LOG.errorf("Rule set %s (folder): %s", name, preparation.reason());
        preparation.diagnostics().forEach(diagnostic -> LOG.errorf("  %s/%s", name, diagnostic));
    }
}
