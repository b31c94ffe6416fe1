package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.RuleText.Places;
import org.plimsoll.engine.execution.DirectPlan;
import org.plimsoll.engine.execution.Execution.Bounds;
import org.plimsoll.engine.execution.Probes;
import org.plimsoll.engine.execution.RuleFailure;
import org.plimsoll.engine.gate.GateResult;
import org.plimsoll.engine.gate.KnownNames;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Outcome;

/**
 * Parts of a version's rules, compiled as rules of their own behind the same gate, so that the rule engine itself tells which
 * of them hold of a fact. Immutable; safe for use by many threads at once.
 */
public final class RuleProbes {
    private static final String FILE = "probes.drl";

    private final @Nullable Probes probes;
    private final EngineLimits limits;

    private RuleProbes(@Nullable Probes probes, EngineLimits limits) {
        this.probes = probes;
        this.limits = limits;
    }

    /**
     * What a probe found.
     *
     * @param holds whether the fact meets the condition; null when that could not be worked out
     * @param why why it could not be worked out; null when it could
     */
    public record Finding(@Nullable Boolean holds, @Nullable String why) {}

    /** Compiles probes. One that the gate or the rule compiler refuses, taken by itself, is left out. */
    static RuleProbes compiled(CompiledRuleSet rules, List<ProbeText> texts, TextGate gate) {
        Manifest manifest = rules.manifest();
        KnownNames names = KnownNames.of(
                manifest.terms().parameterNames(),
                manifest.terms().scenarioSets().keySet(),
                RuleSource.of(rules.files(), manifest).stream()
                        .map(RuleSource::drl)
                        .toList());
        String packageName = manifest.packageName();
        List<ProbeText> admitted = new ArrayList<>(texts);
        Optional<RuleText> text = admit(admitted, packageName, gate, names);
        if (text.isEmpty()) {
            admitted.removeIf(
                    each -> admit(List.of(each), packageName, gate, names).isEmpty());
            text = admit(admitted, packageName, gate, names);
        }
        if (admitted.isEmpty() || text.isEmpty()) {
            return new RuleProbes(null, rules.limits());
        }
        RuleModule module = RuleModule.build(List.of(text.get()), packageName);
        if (!module.succeeded()) {
            return new RuleProbes(null, rules.limits());
        }
        Map<String, RuleReference> references = new HashMap<>();
        admitted.forEach(each -> references.put(each.name(), new RuleReference(FILE, 1, each.name())));
        return new RuleProbes(new Probes(DirectPlan.of(module.models()), references), rules.limits());
    }

    private static Optional<RuleText> admit(
            List<ProbeText> texts, String packageName, TextGate gate, KnownNames names) {
        Set<String> imports = new LinkedHashSet<>();
        texts.forEach(text -> imports.addAll(text.imports()));
        StringBuilder drl = new StringBuilder("package ").append(packageName).append(";\n");
        imports.forEach(each -> drl.append("import ").append(each).append(";\n"));
        drl.append("dialect \"mvel\"\n");
        texts.forEach(text -> drl.append(text.drl()));
        GateResult result = gate.inspect(FILE, drl.toString(), names);
        return result.admitted()
                ? Optional.of(new RuleText(FILE, result.admittedDrl(), Places.SAME))
                : Optional.empty();
    }

    /** Whether a fact meets the condition of a probe. */
    public Finding test(String probe, Fact fact, long deadlineNanos) {
        if (probes == null) {
            return new Finding(null, "it cannot be tested by itself.");
        }
        try {
            return probes.holds(probe, fact, bounds(deadlineNanos))
                    .map(holds -> new Finding(holds, null))
                    .orElse(new Finding(null, "it cannot be tested by itself."));
        } catch (RuleFailure e) {
            return new Finding(null, RuleFailures.reason(e));
        } catch (BudgetExceeded e) {
            return new Finding(null, e.getMessage());
        }
    }

    /** What the consequence of a probe says of a fact; nothing when it cannot be worked out. */
    public List<Outcome> say(String probe, Fact fact, long deadlineNanos) {
        if (probes == null) {
            return List.of();
        }
        try {
            return probes.say(probe, fact, bounds(deadlineNanos));
        } catch (RuleFailure | BudgetExceeded e) {
            // The condition itself is tested apart, and says why it cannot be worked out.
            return List.of();
        }
    }

    private Bounds bounds(long deadlineNanos) {
        return new Bounds(limits.firings(), limits.steps(), limits.matches(), deadlineNanos);
    }
}
