package org.plimsoll.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.sandbox.Budget;
import org.plimsoll.engine.sandbox.BudgetExceeded;
import org.plimsoll.policy.Fact;
import org.plimsoll.portfolio.Refusal;

/**
 * One version of a rule set, ready to fire. Immutable; safe for use by many threads at once. Closing it while others
 * fire is safe: they finish, and whoever comes later is told that it is closed.
 */
public final class CompiledRuleSet implements PolicyRules, AutoCloseable {
    private static final int CLOSED = Integer.MIN_VALUE;
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(200);

    private final RuleSetFiles files;
    private final String contentHash;
    private final Manifest manifest;
    private final List<RuleReference> rules;
    private final Map<String, RuleReference> references;
    private final Map<String, Set<String>> nullableReads;
    private final EngineLimits limits;
    private final RuleModule module;
    private final KieBase kieBase;
    private final KieSessionConfiguration sessions = KieServices.get().newKieSessionConfiguration();

    /** Calls under way; {@link #CLOSED} is added when it is closed. */
    private final AtomicInteger calls = new AtomicInteger();

    CompiledRuleSet(
            RuleSetFiles files,
            Manifest manifest,
            List<RuleReference> rules,
            Map<String, Set<String>> nullableReads,
            EngineLimits limits,
            RuleModule module) {
        this.files = files;
        this.contentHash = files.contentHash();
        this.manifest = manifest;
        this.rules = rules.stream().sorted().toList();
        this.references =
                rules.stream().collect(Collectors.toUnmodifiableMap(RuleReference::name, Function.identity()));
        this.nullableReads = nullableReads;
        this.limits = limits;
        this.module = module;
        this.kieBase = module.kieBase();
    }

    /** Name of the rule set. */
    public String name() {
        return manifest.name();
    }

    /** Identity of the version; see {@link RuleSetFiles#contentHash()}. */
    public String contentHash() {
        return contentHash;
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
        if (calls.incrementAndGet() <= 0) {
            finished();
            throw new IllegalStateException("The rule set " + name() + " is closed.");
        }
        try {
            return fireOrRefuse(facts);
        } finally {
            finished();
        }
    }

    /** Lets go of the compiled rules as soon as no call is under way. Closing again does nothing. */
    @Override
    public void close() {
        int before = calls.getAndUpdate(count -> count < 0 ? count : count + CLOSED);
        if (before == 0) {
            module.dispose();
        }
    }

    private void finished() {
        if (calls.decrementAndGet() == CLOSED) {
            module.dispose();
        }
    }

    private List<Firing> fireOrRefuse(List<? extends Fact> facts) {
        if (facts.size() > limits.facts()) {
            throw new Refusal(
                    "TOO_MANY_FACTS",
                    "The portfolio gives rise to " + facts.size() + " facts; at most " + limits.facts()
                            + " can be evaluated at once.",
                    null);
        }
        FiringTrace trace = new FiringTrace(references);
        try {
            return fireInBudget(facts, trace, limits.fireTime());
        } catch (BudgetExceeded e) {
            throw new Refusal("RULE_BUDGET_EXCEEDED", e.getMessage() + " The evaluation was stopped.", null);
        } catch (RuntimeException | StackOverflowError e) {
            Fact subject = trace.current() == null ? culprit(facts) : trace.subject();
            throw RuleFailures.refusal(e, trace.current(), subject, references, nullableReads);
        }
    }

    private List<Firing> fireInBudget(List<? extends Fact> facts, FiringTrace trace, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        return Budget.run(limits.steps(), deadline, module.matchCost().meter(limits.matches()), () -> {
            Budget.inserting(facts);
            return fireInSession(facts, trace);
        });
    }

    /**
     * The fact on which a condition fails: the engine does not say. Found by trying them one by one, for a moment; null
     * when no single one fails.
     */
    private @Nullable Fact culprit(List<? extends Fact> facts) {
        long end = System.nanoTime() + LONGEST_SEARCH.toNanos();
        for (Fact fact : facts) {
            if (System.nanoTime() - end > 0) {
                return null;
            }
            FiringTrace trace = new FiringTrace(references);
            try {
                fireInBudget(List.of(fact), trace, LONGEST_SEARCH);
            } catch (RuntimeException | StackOverflowError e) {
                if (trace.current() == null) {
                    return fact;
                }
            }
        }
        return null;
    }

    private List<Firing> fireInSession(List<? extends Fact> facts, FiringTrace trace) {
        KieSession session = kieBase.newKieSession(sessions, null);
        try {
            trace.watch(session);
            for (Fact fact : facts) {
                session.insert(fact);
            }
            int fired = session.fireAllRules(limits.firings() + 1);
            if (fired > limits.firings()) {
                throw new Refusal(
                        "RULE_BUDGET_EXCEEDED",
                        "The rules fired more than " + limits.firings() + " times. The evaluation was stopped.",
                        null);
            }
            return trace.firings();
        } finally {
            session.dispose();
        }
    }
}
