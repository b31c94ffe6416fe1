package org.plimsoll.ruleset;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;

/**
 * What came of preparing a version.
 *
 * @param compiled the rules; null when it cannot be used
 * @param reason why it cannot be used; empty when it can
 * @param diagnostics what is wrong with its files
 */
record Preparation(@Nullable CompiledRuleSet compiled, String reason, List<Diagnostic> diagnostics) {
    static Preparation of(CompiledRuleSet compiled) {
        return new Preparation(compiled, "", List.of());
    }

    static Preparation failed(String reason, List<Diagnostic> diagnostics) {
        return new Preparation(null, reason, List.copyOf(diagnostics));
    }
}
