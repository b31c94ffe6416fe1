package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.plimsoll.engine.RuleModule.BuildError;
import org.plimsoll.engine.RuleText.ParsedRule;

/**
 * Finds what is wrong with rules that do not compile. Drools names neither line nor, often, rule; so every rule's words
 * are looked up first, and what they do not explain is found by compiling ever smaller parts.
 */
final class RuleDiagnosis {
    private static final int MOST_BUILDS = 60;
    private static final int MOST_DIAGNOSTICS = 100;

    /** A rule with the text it stands in. */
    record Placed(RuleText text, ParsedRule rule) {}

    private final Function<List<RuleText>, RuleModule> build;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int builds;

    private RuleDiagnosis(Function<List<RuleText>, RuleModule> build) {
        this.build = build;
    }

    /**
     * What is wrong.
     *
     * @param rules every rule of the set
     * @param build compiles texts
     * @return at least one diagnostic
     */
    static List<Diagnostic> of(List<Placed> rules, Function<List<RuleText>, RuleModule> build) {
        RuleDiagnosis diagnosis = new RuleDiagnosis(build);
        List<Placed> unexplained = new ArrayList<>();
        for (Placed placed : rules) {
            List<Diagnostic> words = RuleWords.check(placed.text(), placed.rule());
            diagnosis.diagnostics.addAll(words);
            if (words.isEmpty()) {
                unexplained.add(placed);
            }
        }
        diagnosis.search(unexplained);
        if (diagnosis.diagnostics.isEmpty()) {
            diagnosis.diagnostics.add(Diagnostic.error(
                    "RULES_NOT_COMPILED",
                    "The rules compile one by one, but not together; look for rules of the same name.",
                    Manifest.FILE,
                    1,
                    1,
                    null));
        }
        return diagnosis.diagnostics.stream().limit(MOST_DIAGNOSTICS).toList();
    }

    private void search(List<Placed> rules) {
        boolean isEnough = builds >= MOST_BUILDS || diagnostics.size() >= MOST_DIAGNOSTICS;
        if (rules.isEmpty() || isEnough || Thread.currentThread().isInterrupted()) {
            return;
        }
        builds++;
        RuleModule module = build.apply(texts(rules));
        if (module.succeeded()) {
            return;
        }
        if (rules.size() == 1) {
            Placed only = rules.get(0);
            diagnostics.addAll(BuildErrors.of(only.text(), only.rule(), module.errors(), module.code()));
            return;
        }
        Set<String> named = new HashSet<>();
        for (BuildError error : module.errors()) {
            named.addAll(module.code().rulesOf(String.valueOf(error.path())));
        }
        List<Placed> rest = new ArrayList<>();
        for (Placed placed : rules) {
            if (named.contains(placed.rule().name())) {
                List<BuildError> own = module.errors().stream()
                        .filter(error -> module.code()
                                .rulesOf(String.valueOf(error.path()))
                                .contains(placed.rule().name()))
                        .toList();
                diagnostics.addAll(BuildErrors.of(placed.text(), placed.rule(), own, module.code()));
            } else {
                rest.add(placed);
            }
        }
        if (rest.size() < rules.size()) {
            // Conditions are checked before consequences are compiled: what had errors in consequences is clean else.
            return;
        }
        search(rules.subList(0, rules.size() / 2));
        search(rules.subList(rules.size() / 2, rules.size()));
    }

    /** The texts with all but some rules blanked. */
    private static List<RuleText> texts(List<Placed> rules) {
        List<RuleText> texts = new ArrayList<>();
        for (RuleText text : rules.stream().map(Placed::text).distinct().toList()) {
            Set<Integer> kept = new HashSet<>();
            rules.stream()
                    .filter(placed -> placed.text().equals(text))
                    .forEach(placed -> kept.add(placed.rule().start()));
            texts.add(text.without(text.parse().rules().stream()
                    .filter(rule -> !kept.contains(rule.start()))
                    .toList()));
        }
        return texts;
    }
}
