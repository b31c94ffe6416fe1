package org.plimsoll.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.plimsoll.engine.gate.RuleGate;
import org.plimsoll.engine.module.CompiledModules;

/** From the files of a rule set to rules that can be fired. Safe for use by many threads at once. */
public final class RuleSetCompiler {
    /** Deep enough for any honest expression; a deeper one is refused rather than the server's own threads exhausted. */
    private static final long STACK_BYTES = 8L << 20;

    /** What is asked of one decision is soon asked of another. */
    private static final int MOST_PROBES_KEPT = 16;

    private static final Logger LOG = System.getLogger(RuleSetCompiler.class.getName());

    static {
        // Drools lowers and raises the case of names by the language of the process: in Turkish it writes `ınt` for
        // `int`, once and
        // for all. Nothing that is computed here may depend on where it runs.
        Locale.setDefault(Locale.ROOT);
    }

    private final EngineLimits limits;
    private final TextGate gate;
    private final Semaphore compilations;
    private final Map<String, RuleProbes> probes = new LinkedHashMap<>(MOST_PROBES_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RuleProbes> eldest) {
            return size() > MOST_PROBES_KEPT;
        }
    };

    public RuleSetCompiler() {
        this(EngineLimits.DEFAULT);
    }

    public RuleSetCompiler(EngineLimits limits) {
        this(limits, RuleGate::inspect);
    }

    /** With another gate than the real one: for tests of what stands behind it. */
    RuleSetCompiler(EngineLimits limits, TextGate gate) {
        this.limits = limits;
        this.gate = gate;
        this.compilations = new Semaphore(limits.compilations());
    }

    /**
     * Checks and compiles a rule set on a thread of its own.
     *
     * @return the compiled rules, or what is wrong with them: {@code COMPILE_TIMEOUT} when it takes too long, {@code
     *     COMPILER_BUSY} when too much else is being compiled, {@code COMPILER_FAILED} when the compiler itself fails, {@code COMPILE_INTERRUPTED} when the calling thread is
     *     interrupted while it waits
     */
    public CompileResult compile(RuleSetFiles files) {
        return compile(files, CompiledModules.NONE);
    }

    /**
     * The same, with the classes of an earlier compilation where they are kept and in order. Everything that is checked of the
     * files is checked again; a module that is not what it should be is refused, and the rules are compiled from their
     * files.
     */
    public CompileResult compile(RuleSetFiles files, CompiledModules modules) {
        try {
            return compileInTime(files, modules);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("COMPILE_INTERRUPTED", "The compilation was broken off.");
        }
    }

    /**
     * Compiles parts of a version's rules as rules of their own, through the same gate and on a thread of its own. Those compiled
     * last are kept.
     *
     * @throws ExplanationUnavailable when it takes too long, too much else is being compiled, or the calling thread is
     *     interrupted
     */
    public RuleProbes probes(CompiledRuleSet rules, List<ProbeText> texts) {
        String key = rules.contentHash() + texts;
        synchronized (probes) {
            RuleProbes kept = probes.get(key);
            if (kept != null) {
                return kept;
            }
        }
        RuleProbes made;
        try {
            made = inTime(
                    "probes of " + rules.name(),
                    () -> RuleProbes.compiled(rules, texts, gate),
                    (code, message) -> {
                        throw new ExplanationUnavailable(message);
                    },
                    tooLate -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExplanationUnavailable("The compilation was broken off.");
        }
        synchronized (probes) {
            probes.put(key, made);
        }
        return made;
    }

    private CompileResult compileInTime(RuleSetFiles files, CompiledModules modules) throws InterruptedException {
        return inTime(
                files.name(),
                () -> new Compilation(files, limits, gate, modules).run(),
                RuleSetCompiler::failed,
                tooLate -> {
                    if (tooLate.compiled() != null) {
                        tooLate.compiled().close();
                    }
                });
    }

    /** What stands for a result that there is none of: a code and a sentence. */
    private interface Failed<T> {
        T because(String code, String message);
    }

    private <T> T inTime(String what, Supplier<T> work, Failed<T> failed, Consumer<T> tooLate)
            throws InterruptedException {
        long deadline = System.nanoTime() + limits.compileTime().toNanos();
        if (!compilations.tryAcquire(limits.compileTime().toNanos(), TimeUnit.NANOSECONDS)) {
            return failed.because("COMPILER_BUSY", "Too many rule sets are being compiled; try again later.");
        }
        CompletableFuture<Supplier<T>> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(work, failed, tooLate, result), "compile " + what, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                    .get();
        } catch (TimeoutException e) {
            abandon(thread, result);
            return failed.because(
                    "COMPILE_TIMEOUT",
                    "The rules take longer than " + limits.compileTime().toSeconds() + " seconds to compile.");
        } catch (ExecutionException e) {
            LOG.log(Level.ERROR, "The compiler failed on " + what, e.getCause());
            return failed.because(
                    "COMPILER_FAILED", "The rule compiler failed on these files; the server's log says more.");
        } catch (InterruptedException e) {
            abandon(thread, result);
            throw e;
        }
    }

    private <T> void run(
            Supplier<T> work, Failed<T> failed, Consumer<T> tooLate, CompletableFuture<Supplier<T>> result) {
        try {
            T made = work.get();
            if (!result.complete(() -> made)) {
                // Nobody waits any more for what came too late.
                tooLate.accept(made);
            }
        } catch (StackOverflowError e) {
            result.complete(
                    () -> failed.because("RULES_TOO_DEEP", "An expression is nested too deeply to be compiled."));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            compilations.release();
        }
    }

    private static void abandon(Thread thread, CompletableFuture<?> result) {
        result.cancel(false);
        thread.interrupt();
    }

    private static CompileResult failed(String code, String message) {
        return new CompileResult(List.of(Diagnostic.error(code, message, Manifest.FILE, 1, 1, null)), null);
    }
}
