package org.plimsoll.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.AttributeWords;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.engine.execution.Execution;
import org.plimsoll.engine.execution.RuleFailure;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/**
 * One version of a rule set, ready to fire. Immutable; safe for use by many threads at once. Closing it while others
 * fire is safe: they finish, and whoever comes later is told that it is closed.
 */
public final class CompiledRuleSet implements PolicyRules, AutoCloseable {
    private final RuleSetFiles files;
    private final String contentHash;
    private final Manifest manifest;
    private final List<RuleReference> rules;
    private final Map<String, RuleReference> references;
    private final Map<String, Set<String>> nullableReads;
    private final EngineLimits limits;
    private final RuleModule module;
    private final Execution execution;
    private final boolean knowsStrategies;
    private final AttributeWords attributes;
    private @Nullable PolicyRules inSession;
    private @Nullable WrittenRules written;
    private volatile boolean closed;

    CompiledRuleSet(
            RuleSetFiles files,
            Manifest manifest,
            List<RuleReference> rules,
            Map<String, Set<String>> nullableReads,
            EngineLimits limits,
            RuleModule module,
            boolean knowsStrategies,
            AttributeWords attributes) {
        this(files, manifest, rules, nullableReads, limits, module, knowsStrategies, attributes, RuleModule::execution);
    }

    private CompiledRuleSet(
            RuleSetFiles files,
            Manifest manifest,
            List<RuleReference> rules,
            Map<String, Set<String>> nullableReads,
            EngineLimits limits,
            RuleModule module,
            boolean knowsStrategies,
            AttributeWords attributes,
            BiFunction<RuleModule, Map<String, RuleReference>, Execution> way) {
        this.files = files;
        this.contentHash = files.contentHash();
        this.manifest = manifest;
        this.rules = rules.stream().sorted().toList();
        this.references =
                rules.stream().collect(Collectors.toUnmodifiableMap(RuleReference::name, Function.identity()));
        this.nullableReads = nullableReads;
        this.limits = limits;
        this.module = module;
        this.knowsStrategies = knowsStrategies;
        this.attributes = attributes;
        this.execution = way.apply(module, references);
    }

    /**
     * The same rules fired in a Drools session, whose answers are those of this rule set: to prove it. Made when it is first
     * asked for, and of use as long as this rule set is open.
     */
    public synchronized PolicyRules inSession() {
        if (inSession == null) {
            inSession = sessionReasons().isEmpty() ? firedBy(RuleModule::sessionExecution) : this;
        }
        return inSession;
    }

    /** The same compiled rules, fired in another way: to compare ways. */
    CompiledRuleSet firedBy(BiFunction<RuleModule, Map<String, RuleReference>, Execution> way) {
        return new CompiledRuleSet(
                files, manifest, rules, nullableReads, limits, module, knowsStrategies, attributes, way);
    }

    /** Name of the rule set. */
    public String name() {
        return manifest.name();
    }

    /** Identity of the version; see {@link RuleSetFiles#contentHash()}. */
    public String contentHash() {
        return contentHash;
    }

    /** The rules as they are written; read when first asked for. */
    public synchronized WrittenRules written() {
        if (written == null) {
            written = WrittenRules.of(files, manifest, rules);
        }
        return written;
    }

    /** What the manifest says. */
    public Manifest manifest() {
        return manifest;
    }

    /** What the manifest says of evaluation. */
    public PolicyTerms terms() {
        return manifest.terms();
    }

    /** Every rule, by file and line. */
    public List<RuleReference> rules() {
        return rules;
    }

    /** The rules without those of the rule set that it extends, which has cases of its own for them. */
    public List<RuleReference> ownRules() {
        return rules.stream().filter(rule -> !BaseFiles.has(rule.file())).toList();
    }

    /** Which rules made it need a Drools session, and why; empty when its rules are called directly. */
    public List<SessionReason> sessionReasons() {
        return module.sessionReasons();
    }

    /** What its rules may cost. */
    EngineLimits limits() {
        return limits;
    }

    /** The files it was compiled from. */
    public RuleSetFiles files() {
        return files;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Refusal {@code RULE_FAILED} when a rule could not be worked out, {@code RULE_BUDGET_EXCEEDED} when rules
     *     fired too often, {@code TOO_MANY_FACTS}, or whatever a rule's own look-ups refuse; each names the rule
     * @throws IllegalStateException when it is closed
     */
    @Override
    public List<Firing> fire(List<? extends Fact> facts) {
        if (closed) {
            throw new IllegalStateException("The rule set " + name() + " is closed.");
        }
        return fireOrRefuse(facts);
    }

    @Override
    public AttributeWords attributes() {
        return attributes;
    }

    @Override
    public boolean knowsStrategies() {
        return knowsStrategies;
    }

    /** Has it fire no more. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
    }

    private List<Firing> fireOrRefuse(List<? extends Fact> facts) {
        if (facts.size() > limits.facts()) {
            throw new Refusal(
                    "TOO_MANY_FACTS",
                    "The portfolio gives rise to " + facts.size() + " facts; at most " + limits.facts()
                            + " can be evaluated at once.",
                    null);
        }
        long deadline = System.nanoTime() + limits.fireTime().toNanos();
        try {
            return execution.fire(
                    facts, new Execution.Bounds(limits.firings(), limits.steps(), limits.matches(), deadline));
        } catch (BudgetExceeded e) {
            throw new Refusal("RULE_BUDGET_EXCEEDED", e.getMessage() + " The evaluation was stopped.", null);
        } catch (RuleFailure e) {
            throw RuleFailures.refusal(e, references, nullableReads);
        }
    }
}
