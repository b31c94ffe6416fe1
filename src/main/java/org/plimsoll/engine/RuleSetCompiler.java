package org.plimsoll.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plimsoll.engine.gate.RuleGate;
import org.plimsoll.engine.module.CompiledModules;

/** From the files of a rule set to rules that can be fired. Safe for use by many threads at once. */
public final class RuleSetCompiler {
    /** Deep enough for any honest expression; a deeper one is refused rather than the server's own threads exhausted. */
    private static final long STACK_BYTES = 8L << 20;

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

    private CompileResult compileInTime(RuleSetFiles files, CompiledModules modules) throws InterruptedException {
        long deadline = System.nanoTime() + limits.compileTime().toNanos();
        if (!compilations.tryAcquire(limits.compileTime().toNanos(), TimeUnit.NANOSECONDS)) {
            return failed("COMPILER_BUSY", "Too many rule sets are being compiled; try again later.");
        }
        CompletableFuture<CompileResult> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> compile(files, modules, result), "compile " + files.name(), STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(thread, result);
            return failed(
                    "COMPILE_TIMEOUT",
                    "The rules take longer than " + limits.compileTime().toSeconds() + " seconds to compile.");
        } catch (ExecutionException e) {
            LOG.log(Level.ERROR, "The compiler failed on " + files.name(), e.getCause());
            return failed("COMPILER_FAILED", "The rule compiler failed on these files; the server's log says more.");
        } catch (InterruptedException e) {
            abandon(thread, result);
            throw e;
        }
    }

    private void compile(RuleSetFiles files, CompiledModules modules, CompletableFuture<CompileResult> result) {
        try {
            CompileResult compiled = new Compilation(files, limits, gate, modules).run();
            if (!result.complete(compiled) && compiled.compiled() != null) {
                // Nobody waits any more for what came too late.
                compiled.compiled().close();
            }
        } catch (StackOverflowError e) {
            result.complete(failed("RULES_TOO_DEEP", "An expression is nested too deeply to be compiled."));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            compilations.release();
        }
    }

    private static void abandon(Thread thread, CompletableFuture<CompileResult> result) {
        result.cancel(false);
        thread.interrupt();
    }

    private static CompileResult failed(String code, String message) {
        return new CompileResult(List.of(Diagnostic.error(code, message, Manifest.FILE, 1, 1, null)), null);
    }
}
