package org.plimsoll.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plimsoll.decision.AttributeWords;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.advice.Advisor;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Strategy;

/** Advice about a rule set and its worked cases. */
public final class CaseAdvice {
    private CaseAdvice() {}

    /**
     * Findings about the rules themselves, and about what they speak of and no case shows. Runs the cases.
     *
     * @return warnings and hints, by place
     */
    public static List<Diagnostic> findings(CompiledRuleSet ruleSet) {
        List<Diagnostic> findings = new ArrayList<>(Advisor.findings(ruleSet));
        findings.addAll(unexercised(ruleSet));
        return findings.stream().sorted().distinct().toList();
    }

    /** What rules speak of and no case shows. Runs the cases. */
    public static List<Diagnostic> unexercised(CompiledRuleSet ruleSet) {
        List<Fact> facts = new ArrayList<>();
        PolicyRules watched = new PolicyRules() {
            @Override
            public List<Firing> fire(List<? extends Fact> fired) {
                facts.addAll(fired);
                return ruleSet.fire(fired);
            }

            @Override
            public AttributeWords attributes() {
                return ruleSet.attributes();
            }

            @Override
            public boolean knowsStrategies() {
                return ruleSet.knowsStrategies();
            }

            @Override
            public List<Firing> price(List<Strategy> candidates) {
                return ruleSet.price(candidates);
            }
        };
        CaseRunner runner =
                new CaseRunner(new RuleSetIdentity(ruleSet.name(), 0, ruleSet.contentHash()), ruleSet.terms(), watched);
        CaseReport report = CaseReport.of(CaseFile.readAll(ruleSet.files().files()), runner, ruleSet.rules());
        Set<RuleReference> fired = new HashSet<>();
        report.results().forEach(result -> fired.addAll(result.fired()));
        return Advisor.unexercised(ruleSet, fired, facts);
    }
}
