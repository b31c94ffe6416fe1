package org.plimsoll.engine.why;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Evaluated;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.decision.WhyNot.RuleAnswer;
import org.plimsoll.decision.WhyNot.Verdict;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Manifest.Withdrawal;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.WrittenRules;
import org.plimsoll.engine.WrittenRules.Written;
import org.plimsoll.engine.gate.Node;
import org.plimsoll.engine.gate.Nodes;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.ActionType;
import org.plimsoll.portfolio.Refusal;

/**
 * Answers why a rule did not fire in a decision, and why no rule required an action. Off the path of evaluation: conditions
 * are compiled one by one, which takes about a second. Bounded in rules, conditions, facts and time.
 */
public final class WhyNotQuestions {
    private static final int MOST_ANSWERS = 10;
    private static final int MOST_NAMED = 3;
    private static final int MOST_PROBES = 400;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RuleSetCompiler compiler;
    private final CompiledRuleSet rules;
    private final WrittenRules written;
    private final Evaluated evaluated;

    /**
     * @param compiler compiles conditions one by one
     * @param rules the version that decided
     * @param evaluated the decision with the facts it was made of
     */
    public WhyNotQuestions(RuleSetCompiler compiler, CompiledRuleSet rules, Evaluated evaluated) {
        this.compiler = compiler;
        this.rules = rules;
        this.written = rules.written();
        this.evaluated = evaluated;
    }

    /**
     * Why a rule did not fire, or did.
     *
     * @param name name of the rule
     * @param subject id of a position, an asset, a group or a pool that it should have fired for; null for any
     * @throws Refusal {@code RULE_UNKNOWN} when the version has no such rule, {@code SUBJECT_UNKNOWN} when the portfolio has
     *     nothing of this id
     * @throws org.plimsoll.engine.ExplanationUnavailable when conditions cannot be compiled in time
     */
    public WhyNot rule(String name, @Nullable String subject) {
        String question = "Why did rule \"" + name + "\" not fire" + (subject == null ? "" : " for " + subject) + "?";
        for (Withdrawal withdrawal : rules.manifest().withdrawals()) {
            if (withdrawal.rule().equals(name)) {
                RuleAnswer answer = withdrawn(withdrawal);
                return new WhyNot(question, answer.sentence(), List.of(answer));
            }
        }
        Written rule = written.find(name).orElseThrow(() -> unknownRule(name));
        Candidates candidates = Candidates.of(evaluated.facts(), subject);
        RuleAnswer answer = answers(List.of(rule), candidates, null).get(0);
        return new WhyNot(question, answer.sentence(), List.of(answer));
    }

    private static RuleAnswer withdrawn(Withdrawal withdrawal) {
        return new RuleAnswer(
                withdrawal.rule(),
                null,
                Verdict.WITHDRAWN,
                "Rule \"" + withdrawal.rule()
                        + "\" does not hold: the rule set withdraws it from the one that it extends"
                        + " (ruleset.yaml, line " + withdrawal.line()
                        + (withdrawal.source() == null ? "" : "; " + withdrawal.source()) + ").",
                List.of());
    }

    private Refusal unknownRule(String name) {
        String shown = name.length() > 120 ? name.substring(0, 120) + "..." : name;
        return new Refusal(
                "RULE_UNKNOWN",
                "The version has no rule '" + shown + "'; the nearest are "
                        + written.nearest(name, MOST_NAMED).stream()
                                .map(each -> "'" + each + "'")
                                .collect(Collectors.joining(", "))
                        + ".",
                null);
    }

    /**
     * Why no rule required an action, or which did.
     *
     * @param type type of action, such as {@code MARGIN_CALL}
     * @param subject id of a position, an asset, a group or a pool; null for any
     * @throws Refusal {@code ACTION_TYPE_UNKNOWN} when there is no such type, {@code SUBJECT_UNKNOWN} as for a rule
     * @throws org.plimsoll.engine.ExplanationUnavailable as for a rule
     */
    public WhyNot action(String type, @Nullable String subject) {
        ActionType action = Arrays.stream(ActionType.values())
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "ACTION_TYPE_UNKNOWN",
                        "There is no such type of action; there are "
                                + Arrays.stream(ActionType.values())
                                        .map(ActionType::name)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        null));
        Candidates candidates = Candidates.of(evaluated.facts(), subject);
        List<Written> able = written.all().stream()
                .filter(rule -> canSay(rule, className(action)))
                .toList();
        String asked = type + (subject == null ? "" : " for " + subject);
        String question = "Why was " + asked + " not required?";
        if (able.isEmpty()) {
            return new WhyNot(question, "No rule of the rule set can require " + type + ".", List.of());
        }
        List<RuleAnswer> answers = answers(able, candidates, action);
        List<RuleAnswer> shown = answers.subList(0, Math.min(answers.size(), MOST_ANSWERS));
        boolean isRequired = shown.get(0).verdict() == Verdict.FIRED;
        String count = able.size() == 1 ? "one rule could" : able.size() + " rules could";
        String answer = isRequired
                ? asked + " was required. " + shown.get(0).sentence()
                : "No rule required " + asked + "; " + count + ". The nearest: "
                        + shown.get(0).sentence();
        return new WhyNot(question, answer, shown);
    }

    private static String className(ActionType type) {
        return Arrays.stream(type.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static boolean canSay(Written rule, String outcome) {
        List<Node> found = new ArrayList<>();
        Nodes.statements(rule.parsed().statements(), node -> {
            if (node instanceof Node.New creation && creation.type().equals(outcome)) {
                found.add(node);
            }
        });
        return !found.isEmpty();
    }

    /** An answer for each rule, the nearest first. */
    private List<RuleAnswer> answers(List<Written> asked, Candidates candidates, @Nullable ActionType action) {
        FiredRules fired = new FiredRules(evaluated.explanation(new RuleReadings(rules)));
        ProbeSet set = new ProbeSet();
        Map<String, Probed> probed = new HashMap<>();
        Map<String, List<Firing>> firings = new HashMap<>();
        for (Written rule : asked) {
            String name = rule.reference().name();
            firings.put(name, firings(rule, candidates));
            if (firings.get(name).isEmpty() && set.size() < MOST_PROBES) {
                probed.put(name, set.add(rule));
            }
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
        UnfiredRules unfired = new UnfiredRules(
                set.size() == 0 ? null : new Nearest(compiler.probes(rules, set.texts()), deadline), candidates);
        List<Ranked> answers = new ArrayList<>();
        for (Written rule : asked) {
            String name = rule.reference().name();
            List<Firing> its = firings.get(name);
            if (its != null && !its.isEmpty()) {
                answers.add(Ranked.fired(answer(fired, rule, its, action)));
            } else {
                answers.add(unfired.answer(rule, probed.get(name)));
            }
        }
        return answers.stream().sorted().map(Ranked::answer).toList();
    }

    private static RuleAnswer answer(
            FiredRules fired, Written rule, List<Firing> firings, @Nullable ActionType action) {
        boolean saidSo = action == null
                || firings.stream()
                        .flatMap(firing -> firing.outcomes().stream())
                        .anyMatch(outcome -> outcome instanceof Action said && said.type() == action);
        return saidSo
                ? fired.answer(rule.reference(), firings)
                : FiredRules.otherwise(rule.reference(), firings, String.valueOf(action));
    }

    private List<Firing> firings(Written rule, Candidates candidates) {
        return evaluated.decision().firings().stream()
                .filter(firing -> firing.rule().equals(rule.reference()))
                .filter(firing ->
                        firing.facts().isEmpty() || firing.facts().stream().anyMatch(candidates::has))
                .toList();
    }
}
