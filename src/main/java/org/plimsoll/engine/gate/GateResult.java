package org.plimsoll.engine.gate;

import java.util.List;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Diagnostic.Severity;

/**
 * What the gate says of a rule file.
 *
 * @param diagnostics what is wrong with it, sorted by place; empty when it is admitted as it stands
 * @param admittedDrl what may be compiled, in ASCII: the file with comments blanked, decimal literals made exact and
 *     other characters escaped, every line where it was; empty when the file is refused
 * @param rules the rules that could be read, in the order of the file, refused ones included
 */
public record GateResult(List<Diagnostic> diagnostics, String admittedDrl, List<RuleSpan> rules) {
    public GateResult {
        diagnostics = List.copyOf(diagnostics);
        rules = List.copyOf(rules);
    }

    /** Whether the file may be compiled. */
    public boolean admitted() {
        return diagnostics.stream().noneMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
