package org.plimsoll.ruleset;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.module.CompiledModules;
import org.plimsoll.engine.module.ModuleFolder;
import org.plimsoll.platform.PlimsollConfig;

/** Compiles rule sets on threads of its own: seconds of work that no request may wait for. */
@Singleton
final class VersionCompiler {
    private static final Logger LOG = Logger.getLogger(VersionCompiler.class);
    private static final int MOST_WAITING = 64;

    private final ContentRepository contents;
    private final List<VersionCheck> checks;
    private final RuleSetCompiler compiler = new RuleSetCompiler();
    private final CompiledModules modules;
    private final ThreadPoolExecutor threads;

    VersionCompiler(ContentRepository contents, Instance<VersionCheck> checks, PlimsollConfig config) {
        this.contents = contents;
        this.checks = checks.stream().toList();
        this.modules = config.rules()
                .modulesDirectory()
                .map(folder -> (CompiledModules) new ModuleFolder(folder))
                .orElse(CompiledModules.NONE);
        int count = Math.max(1, config.rules().compilers());
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "rule-set-compiler-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(VersionCompiler.class.getClassLoader());
            return thread;
        });
    }

    /** Whether requests should not ask for more: many versions wait to be compiled. */
    boolean isBusy() {
        return threads.getQueue().size() >= MOST_WAITING;
    }

    /** Runs a task on a compiler's thread. */
    CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, threads);
    }

    /** Compiles files that are to go live, unless they were compiled before, and asks every {@link VersionCheck}. */
    Preparation candidate(RuleSetFiles files) {
        Preparation prepared = prepare(files);
        CompiledRuleSet compiled = prepared.compiled();
        if (compiled == null) {
            return prepared;
        }
        List<Diagnostic> errors = objections(compiled);
        if (errors.isEmpty()) {
            return prepared;
        }
        compiled.close();
        return Preparation.failed("its own checks fail", errors);
    }

    /** What the {@link VersionCheck}s have against compiled rules. */
    List<Diagnostic> objections(CompiledRuleSet compiled) {
        return checks.stream()
                .flatMap(check -> check.check(compiled).stream())
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .toList();
    }

    /** Compiles a version of the database, unless it was compiled before. */
    Preparation stored(VersionContent version) {
        RuleSetFiles files = contents.files(version.ruleSet(), version.contentHash());
        if (!files.contentHash().equals(version.contentHash())) {
            return Preparation.failed("its files in the database are not those it was made of", List.of());
        }
        return prepare(files);
    }

    /** Compiles files, on the thread of the caller. Not of what is kept: drafts change and would fill it. */
    CompileResult compile(RuleSetFiles files) {
        return compiler.compile(files);
    }

    private Preparation prepare(RuleSetFiles files) {
        try {
            CompileResult result = compiler.compile(files, modules);
            return result.compiled() == null
                    ? Preparation.failed("it does not compile", result.diagnostics())
                    : Preparation.of(result.compiled());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rule set %s: the compiler failed", files.name());
            return Preparation.failed("the compiler failed; the server's log says more", List.of());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }
}
