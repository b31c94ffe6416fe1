package org.plimsoll.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.AttributeWords;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.PolicyTerms;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Strategy;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;

/** Runs cases under one version of a rule set. Immutable; may be used by many threads at once. */
public final class CaseRunner {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RuleSetIdentity ruleSet;
    private final PolicyTerms terms;
    private final PolicyRules rules;

    public CaseRunner(RuleSetIdentity ruleSet, PolicyTerms terms, PolicyRules rules) {
        this.ruleSet = ruleSet;
        this.terms = terms;
        this.rules = rules;
    }

    /** Runs cases under compiled rules, which are no stored version: their number is zero. */
    public static CaseRunner of(CompiledRuleSet rules) {
        return new CaseRunner(new RuleSetIdentity(rules.name(), 0, rules.contentHash()), rules.terms(), rules);
    }

    /** Evaluates what a case submits and compares. A refusal that the case does not expect is a failure of it. */
    public CaseResult run(Case tested) {
        return run(tested, outcome -> {});
    }

    /**
     * The same, and shows what came out.
     *
     * @param seen is given the outcome, which is not kept
     */
    public CaseResult run(Case tested, Consumer<CaseOutcome> seen) {
        WatchedRules watched = new WatchedRules(rules);
        long start = System.nanoTime();
        Decision decision = null;
        List<Problem> problems = tested.inputProblems();
        Submission submission = tested.submission();
        if (submission != null) {
            try {
                decision = new Evaluator(ruleSet, terms, watched).evaluate(submission);
            } catch (Refusal e) {
                problems = e.problems();
            }
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        seen.accept(new CaseOutcome(decision, decision == null ? problems : List.of()));
        return new CaseResult(
                tested, checks(tested.expectation(), decision, problems, watched.fired), watched.fired, elapsed);
    }

    private static List<Check> checks(
            Expectation expectation, @Nullable Decision decision, List<Problem> problems, Set<RuleReference> fired) {
        List<Check> checks = new ArrayList<>();
        Expectation.RefusalExpected refusal = expectation.refusal();
        if (refusal != null) {
            checks.add(new Check(
                    "refusal",
                    refusal.text(),
                    decision == null ? refused(problems) : "decided: " + decision.status(),
                    decision == null && problems.stream().anyMatch(problem -> matches(refusal, problem)),
                    refusal.line()));
        } else if (decision == null) {
            checks.add(new Check("refusal", "a decision", refused(problems), false, expectation.line()));
        }
        if (decision != null && expectation.decision() != null) {
            checks.addAll(DecisionCheck.check(expectation.decision(), asReceived(decision)));
        }
        Set<String> firedNames = fired.stream().map(RuleReference::name).collect(Collectors.toSet());
        for (Expected.RuleName rule : expectation.rules()) {
            boolean passed = firedNames.contains(rule.text());
            checks.add(new Check("rules", rule.text(), passed ? "fired" : "did not fire", passed, rule.line()));
        }
        return checks;
    }

    private static boolean matches(Expectation.RefusalExpected expected, Problem problem) {
        return problem.code().equals(expected.code())
                && (expected.pointer() == null || Objects.equals(problem.pointer(), expected.pointer()));
    }

    private static String refused(List<Problem> problems) {
        return problems.stream()
                .map(problem -> "refused: " + problem.code()
                        + (problem.pointer() == null ? "" : " at " + problem.pointer()) + " (" + problem.message()
                        + ")")
                .collect(Collectors.joining("; "));
    }

    /** The decision as callers receive it: names and figures of the wire. */
    private static JsonNode asReceived(Decision decision) {
        try {
            return MAPPER.readTree(DecisionWriter.result(decision, Explain.RULES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rules, with a record of those that fired. */
    private static final class WatchedRules implements PolicyRules {
        private final PolicyRules rules;
        private final Set<RuleReference> fired = new HashSet<>();

        WatchedRules(PolicyRules rules) {
            this.rules = rules;
        }

        @Override
        public List<Firing> fire(List<? extends Fact> facts) {
            List<Firing> firings = rules.fire(facts);
            firings.forEach(firing -> fired.add(firing.rule()));
            return firings;
        }

        @Override
        public AttributeWords attributes() {
            return rules.attributes();
        }

        @Override
        public boolean knowsStrategies() {
            return rules.knowsStrategies();
        }

        /** What is only priced did not fire. */
        @Override
        public List<Firing> price(List<Strategy> candidates) {
            return rules.price(candidates);
        }
    }
}
