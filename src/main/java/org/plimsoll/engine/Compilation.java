package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.model.Rule;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.RuleDiagnosis.Placed;
import org.plimsoll.engine.RuleText.Parsed;
import org.plimsoll.engine.RuleText.ParsedRule;
import org.plimsoll.engine.RuleText.Place;
import org.plimsoll.engine.Vocabulary.FactType;
import org.plimsoll.engine.Vocabulary.Phase;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.engine.gate.GateResult;
import org.plimsoll.engine.gate.KnownNames;
import org.plimsoll.engine.gate.RuleReader;
import org.plimsoll.engine.module.CompiledModules;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.module.ModuleRefused;
import org.plimsoll.engine.module.ModuleRefused.Reason;
import org.plimsoll.engine.sandbox.Violation;
import org.plimsoll.policy.Strategy;

/** One compilation: intake, checks, build, and an explanation if that fails. */
final class Compilation {
    private final RuleSetFiles files;
    private final EngineLimits limits;
    private final TextGate gate;
    private final CompiledModules modules;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Placed> rules = new ArrayList<>();

    /**
     * @param modules what was compiled before, and where to keep what is compiled now
     */
    Compilation(RuleSetFiles files, EngineLimits limits, TextGate gate, CompiledModules modules) {
        this.files = files;
        this.limits = limits;
        this.gate = gate;
        this.modules = modules;
    }

    CompileResult run() {
        RuleSetIntake intake = new RuleSetIntake(limits, diagnostics);
        if (!intake.withinLimits(files)) {
            return failed();
        }
        Optional<Manifest> manifest = intake.manifest(files);
        if (manifest.isEmpty()) {
            // Rules would be measured against a package and parameters that are not known, and be blamed for it.
            return failed();
        }
        Manifest stated = manifest.get();
        String packageName = stated.packageName();
        List<RuleText> admitted = new ArrayList<>();
        List<RuleText> texts = intake.ruleTexts(files, stated);
        KnownNames names = KnownNames.of(
                stated.terms().parameterNames(),
                stated.terms().scenarioSets().keySet(),
                texts.stream().map(RuleText::drl).toList());
        for (RuleText text : texts) {
            admit(text, names).ifPresent(admitted::add);
        }
        admitted.forEach(text -> check(text, packageName));
        checkNames();
        if (hasErrors()) {
            return failed();
        }
        if (rules.isEmpty()) {
            diagnostics.add(Diagnostic.error("NO_RULES", "The rule set has no rules.", Manifest.FILE, 1, 1, null));
            return failed();
        }
        if (Thread.currentThread().isInterrupted()) {
            // Nobody waits any more, and Drools would not look.
            return failed();
        }
        ModuleKey key = EngineBuild.key(files.contentHash(), packageName, admitted);
        RuleModule module = restored(key, packageName)
                .or(() -> built(admitted, packageName, key))
                .orElse(null);
        if (module == null) {
            return failed();
        }
        CompiledRuleSet compiled = new CompiledRuleSet(
                files,
                stated,
                references(),
                nullableReads(),
                limits,
                module,
                knowsStrategies(),
                AttributeUses.of(admitted.stream().map(RuleText::drl).toList()));
        compiled.sessionReasons().forEach(reason -> advise(reason, texts));
        return new CompileResult(diagnostics, compiled);
    }

    /** The classes of an earlier build of the same rules; empty when there are none, or none to be relied on. */
    private Optional<RuleModule> restored(ModuleKey key, String packageName) {
        Optional<byte[]> archive = modules.find(key);
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        try {
            RuleModule module = RuleModule.restore(archive.get(), key, packageName);
            if (!hasTheRules(module)) {
                throw new ModuleRefused(Reason.OTHER_RULES, "its rules are " + ruleNames(module));
            }
            return Optional.of(module);
        } catch (ModuleRefused e) {
            modules.refused(key, e);
            return Optional.empty();
        }
    }

    private Optional<RuleModule> built(List<RuleText> admitted, String packageName, ModuleKey key) {
        RuleModule module = RuleModule.build(admitted, packageName);
        if (!module.violations().isEmpty()) {
            module.violations().forEach(this::report);
            return Optional.empty();
        }
        if (!module.succeeded()) {
            diagnostics.addAll(RuleDiagnosis.of(rules, some -> RuleModule.build(some, packageName)));
            return Optional.empty();
        }
        if (!hasTheRules(module)) {
            diagnostics.add(Diagnostic.error(
                    "RULES_NOT_COMPILED",
                    "The rule compiler lost rules on the way; this is an error of the server.",
                    Manifest.FILE,
                    1,
                    1,
                    null));
            return Optional.empty();
        }
        if (modules != CompiledModules.NONE) {
            modules.keep(key, module.archive(key));
        }
        return Optional.of(module);
    }

    /** What the gate lets through of a text; nothing of a text that it refuses is parsed further or compiled. */
    private Optional<RuleText> admit(RuleText text, KnownNames names) {
        GateResult result = gate.inspect(text.file(), text.drl(), names);
        for (Diagnostic found : result.diagnostics()) {
            diagnostics.add(text.places().inFile(found, text.line(found.line())));
        }
        return result.admitted()
                ? Optional.of(new RuleText(text.file(), result.admittedDrl(), text.places()))
                : Optional.empty();
    }

    /** What generated code may not do, at each rule it was generated from. */
    private void report(Violation violation) {
        String code = violation.code().name();
        List<Placed> places = rules.stream()
                .filter(placed -> violation.rules().contains(placed.rule().name()))
                .toList();
        for (Placed placed : places) {
            diagnostics.add(placed.text()
                    .error(
                            code,
                            violation.message(),
                            placed.rule().line(),
                            1,
                            null,
                            placed.rule().name()));
        }
        if (places.isEmpty()) {
            diagnostics.add(Diagnostic.error(code, violation.message(), Manifest.FILE, 1, 1, null));
        }
    }

    /** Whether a module has each rule of the files, once, and no other. */
    private boolean hasTheRules(RuleModule module) {
        return ruleNames(module)
                .equals(references().stream().map(RuleReference::name).sorted().toList());
    }

    private static List<String> ruleNames(RuleModule module) {
        return module.models().stream()
                .flatMap(model -> model.getRules().stream())
                .map(Rule::getName)
                .sorted()
                .toList();
    }

    /** That a rule makes its rule set slow, and how it would not; of a rule of the base, its own check says so. */
    private void advise(SessionReason reason, List<RuleText> texts) {
        rules.stream()
                .filter(placed -> placed.rule().name().equals(reason.rule()))
                .filter(placed -> !BaseFiles.has(placed.text().file()))
                .forEach(placed -> texts.stream()
                        .filter(text -> text.file().equals(placed.text().file()))
                        .forEach(text -> diagnostics.add(advice(reason, text, placed.rule()))));
    }

    /** The advice at its place in the text as it was written, before numbers and brackets were put in. */
    private static Diagnostic advice(SessionReason reason, RuleText text, ParsedRule rule) {
        Optional<SessionAdvice> advice = RuleReader.ifAdmitted(text.file(), text.drl()).stream()
                .flatMap(file -> file.rules().stream())
                .filter(read -> read.name().equals(rule.name()))
                .findFirst()
                .flatMap(SessionAdvice::of);
        int offset = advice.map(SessionAdvice::offset).orElse(0);
        int line = advice.isEmpty()
                ? rule.line()
                : 1
                        + (int) text.drl()
                                .substring(0, offset)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
        int column = advice.isEmpty() ? 1 : offset - text.drl().lastIndexOf('\n', offset - 1);
        Place place =
                text.places().of(line, column, advice.map(SessionAdvice::fact).orElse(null));
        return new Diagnostic(
                "NEEDS_SESSION",
                Diagnostic.Severity.WARNING,
                "Because of this rule all rules of the set are fired in a Drools session, which is slower: "
                        + advice.map(SessionAdvice::why).orElse(reason.why()) + ".",
                text.file(),
                place.line(),
                place.column(),
                rule.name());
    }

    private CompileResult failed() {
        return new CompileResult(diagnostics, null);
    }

    private boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    private void check(RuleText text, String packageName) {
        Parsed parsed = text.parse();
        diagnostics.addAll(parsed.diagnostics());
        if (!parsed.diagnostics().isEmpty()) {
            return;
        }
        if (!packageName.equals(parsed.packageName())) {
            diagnostics.add(text.error(
                    "WRONG_PACKAGE",
                    "The package is `" + parsed.packageName() + "`; every file of this rule set must begin with"
                            + " `package " + packageName + ";`, as its manifest says.",
                    lineOf(text, "package"),
                    1,
                    "package",
                    null));
        }
        for (ParsedRule rule : parsed.rules()) {
            rules.add(new Placed(text, rule));
            checkPhase(text, rule);
        }
    }

    private static int lineOf(RuleText text, String word) {
        int line = 1;
        for (String content : text.drl().split("\n", -1)) {
            if (content.stripLeading().startsWith(word)) {
                return line;
            }
            line++;
        }
        return 1;
    }

    /** Facts of a portfolio and facts of settled accounts are never there at the same time. */
    private void checkPhase(RuleText text, ParsedRule rule) {
        FactType first = null;
        for (PatternDescr pattern : rule.descr().getLhs().getAllPatternDescr()) {
            FactType fact = Vocabulary.STANDARD.facts().get(pattern.getObjectType());
            if (fact == null) {
                continue;
            }
            if (first == null) {
                first = fact;
            } else if (first.phase() != fact.phase()) {
                FactType health = fact.phase() == Phase.HEALTH ? fact : first;
                FactType settlement = fact.phase() == Phase.HEALTH ? first : fact;
                diagnostics.add(text.error(
                        "MIXED_PHASES",
                        health.name() + " appears only when requirements are settled, and " + settlement.name()
                                + " only before; a rule cannot be about both.",
                        pattern.getLine(),
                        pattern.getColumn() + 1,
                        pattern.getObjectType(),
                        rule.name()));
                return;
            }
        }
    }

    private void checkNames() {
        Map<String, Placed> byName = new HashMap<>();
        Set<Placed> reported = new HashSet<>();
        for (Placed placed : rules) {
            Placed other = byName.putIfAbsent(placed.rule().name(), placed);
            if (other != null && reported.add(placed)) {
                RuleReference first = reference(other);
                diagnostics.add(placed.text()
                        .error(
                                "DUPLICATE_RULE",
                                "There is a rule of this name in " + first.file() + ", line " + first.line()
                                        + "; names must differ"
                                        + (BaseFiles.has(first.file()) ? ", unless that one is withdrawn." : "."),
                                placed.rule().line(),
                                1,
                                null,
                                placed.rule().name()));
            }
        }
        if (rules.size() > limits.rules()) {
            diagnostics.add(Diagnostic.error(
                    "TOO_MANY_RULES",
                    "The rule set has " + rules.size() + " rules; at most " + limits.rules() + " are taken.",
                    Manifest.FILE,
                    1,
                    1,
                    null));
        }
    }

    private List<RuleReference> references() {
        return rules.stream().map(Compilation::reference).toList();
    }

    private Map<String, Set<String>> nullableReads() {
        return rules.stream()
                .collect(Collectors.toUnmodifiableMap(
                        placed -> placed.rule().name(),
                        placed -> RuleWords.nullableReads(placed.text(), placed.rule())));
    }

    private boolean knowsStrategies() {
        return rules.stream()
                .flatMap(placed -> placed.rule().descr().getLhs().getAllPatternDescr().stream())
                .anyMatch(pattern -> Strategy.class.getSimpleName().equals(pattern.getObjectType()));
    }

    private static RuleReference reference(Placed placed) {
        Place place = placed.text().places().of(placed.rule().line(), 1, null);
        return new RuleReference(
                placed.text().file(), place.line(), placed.rule().name());
    }
}
