package org.plimsoll.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private final RuleSetFiles files;
    private final String contentHash;
    private final Manifest manifest;
    private final List<RuleReference> rules;
    private final Map<String, RuleReference> references;
    private final EngineLimits limits;
    private final RuleModule module;
    private final KieBase kieBase;
    private final KieSessionConfiguration sessions = KieServices.get().newKieSessionConfiguration();

    /** Calls under way; {@link #CLOSED} is added when it is closed. */
    private final AtomicInteger calls = new AtomicInteger();

    CompiledRuleSet(
            RuleSetFiles files, Manifest manifest, List<RuleReference> rules, EngineLimits limits, RuleModule module) {
        this.files = files;
        this.contentHash = files.contentHash();
        this.manifest = manifest;
        this.rules = rules.stream().sorted().toList();
        this.references =
                rules.stream().collect(Collectors.toUnmodifiableMap(RuleReference::name, Function.identity()));
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
            return fireInBudget(facts);
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

    private List<Firing> fireInBudget(List<? extends Fact> facts) {
        if (facts.size() > limits.facts()) {
            throw new Refusal(
                    "TOO_MANY_FACTS",
                    "The portfolio gives rise to " + facts.size() + " facts; at most " + limits.facts()
                            + " can be evaluated at once.",
                    null);
        }
        FiringTrace trace = new FiringTrace(references);
        long deadline = System.nanoTime() + limits.fireTime().toNanos();
        try {
            return Budget.run(limits.steps(), deadline, module.matchCost().meter(limits.matches()), () -> {
                Budget.inserting(facts);
                return fireInSession(facts, trace);
            });
        } catch (BudgetExceeded e) {
            throw new Refusal("RULE_BUDGET_EXCEEDED", e.getMessage() + " The evaluation was stopped.", null);
        } catch (RuntimeException | StackOverflowError e) {
            throw RuleFailures.refusal(e, trace.current(), trace.subject(), references);
        }
    }

    private List<Firing> fireInSession(List<? extends Fact> facts, FiringTrace trace) {
        KieSession session = kieBase.newKieSession(sessions, null);
        try {
            trace.watch(session);
            for (Fact fact : facts) {
                trace.inserting(fact);
                session.insert(fact);
            }
            trace.inserting(null);
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
