package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.RuleSource;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;
import org.plimsoll.engine.gate.ParsedFile.ParsedRule;
import org.plimsoll.engine.gate.RuleReader;
import org.plimsoll.policy.Fact;

/** What is probably wrong with rules that compile. */
public final class Advisor {
    private final Manifest manifest;
    private final ParameterValues parameters;
    private final Knowledge knowledge;
    private final Advice advice;
    private final List<AdvisedRule> rules = new ArrayList<>();

    private Advisor(Manifest manifest, Advice advice) {
        this.manifest = manifest;
        this.parameters = new ParameterValues(manifest.parameters());
        this.knowledge = new Knowledge(Optional.ofNullable(manifest.terms().baseCurrency()));
        this.advice = advice;
    }

    /**
     * Findings about a rule set, each with a code of {@link AdviceCode}; none of them is an error. Nothing of the rule set is
     * run; findings that need its worked cases are made by those who run them.
     *
     * @return warnings and hints, by place; always the same for the same files
     */
    public static List<Diagnostic> findings(CompiledRuleSet ruleSet) {
        return findings(ruleSet.files(), ruleSet.manifest(), Advice.MOST_COMPARISONS);
    }

    /**
     * What rules speak of and worked cases do not show; of the rules of an overlay, its own.
     *
     * @param fired rules that cases fire
     * @param facts every fact of the cases
     * @return hints, by place
     */
    public static List<Diagnostic> unexercised(
            CompiledRuleSet ruleSet, Set<RuleReference> fired, Collection<? extends Fact> facts) {
        Advisor advisor = new Advisor(ruleSet.manifest(), new Advice(Advice.MOST_COMPARISONS));
        RuleSource.of(ruleSet.files(), ruleSet.manifest()).stream()
                .filter(source -> !BaseFiles.has(source.file()))
                .forEach(advisor::read);
        new Exercise(advisor.advice, facts).find(advisor.rules, fired);
        return advisor.advice.sorted();
    }

    /** {@link #findings(CompiledRuleSet)} for files that are known to compile. */
    static List<Diagnostic> findings(RuleSetFiles files, Manifest manifest, int mostComparisons) {
        Advisor advisor = new Advisor(manifest, new Advice(mostComparisons));
        RuleSource.of(files, manifest).forEach(advisor::read);
        advisor.advise(new ParameterPlaces(files, manifest.base()));
        Set<Diagnostic> ofBase = ofBase(files, manifest, mostComparisons);
        return advisor.advice.sorted().stream()
                .filter(found -> !ofBase.contains(found))
                .toList();
    }

    /** What is found of the base by itself, at its places in the overlay: whoever approved the base has seen it. */
    private static Set<Diagnostic> ofBase(RuleSetFiles files, Manifest manifest, int mostComparisons) {
        Manifest.Base stated = manifest.base();
        if (stated == null) {
            return Set.of();
        }
        RuleSetFiles base = BaseFiles.of(files, stated.ruleSet());
        return base.manifest().map(own -> findings(base, own, mostComparisons)).orElse(List.of()).stream()
                .map(found -> new Diagnostic(
                        found.code(),
                        found.severity(),
                        found.message(),
                        BaseFiles.path(base.name(), found.file()),
                        found.line(),
                        found.column(),
                        found.rule()))
                .collect(Collectors.toSet());
    }

    private void read(RuleSource source) {
        for (ParsedRule parsed : RuleReader.read(source.file(), source.drl()).rules()) {
            rules.add(new RuleReading(source, parsed, parameters, knowledge).read());
        }
    }

    private void advise(ParameterPlaces places) {
        Rates rates = new Rates(advice, places);
        BareRates bare =
                new BareRates(advice, Optional.ofNullable(manifest.terms().baseCurrency()));
        DeadRules dead = new DeadRules(knowledge, advice);
        List<AdvisedRule> alive = new ArrayList<>();
        for (AdvisedRule rule : rules) {
            boolean isPercentage = rates.find(rule);
            bare.find(rule);
            if (!rule.isDead()) {
                alive.add(rule);
            } else if (!isPercentage) {
                dead.find(rule);
            }
            incomplete(rule);
        }
        rates.findParameters(manifest.parameters());
        new Duplicates(advice).find(alive);
        new Overlaps(knowledge, advice).find(alive);
        new Gaps(knowledge, advice, rules).find(rules);
        new Contradictions(knowledge, advice).find(alive);
        unusedParameters(places);
    }

    private void incomplete(AdvisedRule rule) {
        boolean understood = rule.patterns().stream().allMatch(AdvisedRule.AdvisedPattern::understood);
        if (!understood) {
            advice.add(
                    AdviceCode.ADVICE_INCOMPLETE,
                    Severity.INFO,
                    "The condition has more than " + ConditionReading.MOST_ALTERNATIVES
                            + " alternatives, so this rule was not compared with others. Write it as several rules.",
                    rule,
                    rule.parsed().start());
        }
    }

    private void unusedParameters(ParameterPlaces places) {
        Set<String> read = new HashSet<>();
        for (AdvisedRule rule : rules) {
            Nodes.visit(rule.parsed(), node -> {
                if (node instanceof Node.Call call && call.name().startsWith("parameter")) {
                    parameters.read(call).forEach(parameter -> read.add(parameter.name()));
                }
            });
        }
        for (Manifest.Parameter parameter : manifest.parameters()) {
            ParameterPlaces.Place place = places.ofName(parameter.name());
            if (!read.contains(parameter.name()) && !BaseFiles.has(place.file())) {
                advice.addToManifest(
                        AdviceCode.PARAMETER_UNUSED,
                        Severity.WARNING,
                        "No rule reads the parameter `" + parameter.name()
                                + "`: changing it changes nothing. Read it with parameter(\"" + parameter.name()
                                + "\") in the rule it is for, or delete it.",
                        place);
            }
        }
    }
}
