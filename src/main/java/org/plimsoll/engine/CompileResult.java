package org.plimsoll.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of compiling a rule set.
 *
 * @param diagnostics errors and warnings, by place
 * @param compiled the rules, ready to fire; null when there is an error
 */
public record CompileResult(
        List<Diagnostic> diagnostics, @Nullable CompiledRuleSet compiled) {
    public CompileResult {
        diagnostics = diagnostics.stream().sorted().distinct().toList();
    }

    /** What a compilation fails with that found nothing wrong. */
    private static final Set<String> BROKEN_OFF = Set.of("COMPILER_BUSY", "COMPILE_TIMEOUT", "COMPILE_INTERRUPTED");

    /** Whether there was not the time or the room to compile; the files may be in order. */
    public boolean isBrokenOff() {
        return diagnostics.stream().anyMatch(diagnostic -> BROKEN_OFF.contains(diagnostic.code()));
    }

    /** Whether the rules can be fired. */
    public boolean succeeded() {
        return compiled != null;
    }

    /** The rules. */
    public CompiledRuleSet orThrow() {
        if (compiled == null) {
            throw new IllegalStateException("The rule set does not compile: " + diagnostics);
        }
        return compiled;
    }
}
