package org.plimsoll.engine.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluated;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.ExplanationNode;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.risk.CheckedSubmission;
import org.plimsoll.risk.SubmissionCheck;

/** A decision that can be explained: why it is what it is, and why it is not something else. */
public final class ExplainedDecision {
    private final RuleSetCompiler compiler;
    private final CompiledRuleSet rules;
    private final Evaluated evaluated;

    private ExplainedDecision(RuleSetCompiler compiler, CompiledRuleSet rules, Evaluated evaluated) {
        this.compiler = compiler;
        this.rules = rules;
        this.evaluated = evaluated;
    }

    /**
     * What somebody wants to know besides why.
     *
     * @param rule name of a rule that did not fire; null when none is asked about
     * @param action type of an action that was not required; null when none is asked about
     * @param subject id of the position, asset, group or pool that is meant; null for any
     */
    public record Question(
            @Nullable String rule,
            @Nullable String action,
            @Nullable String subject) {
        /** Why only. */
        public static final Question NONE = new Question(null, null, null);
    }

    /**
     * Works out again what a decision was made of.
     *
     * @param compiler compiles conditions one by one when somebody asks why not
     * @param rules the version that decided
     * @param submission what it decided on
     * @param decision the decision
     * @throws Refusal {@code EXPLANATION_DIFFERS} when these rules decide otherwise: another decision must not be explained
     *     in the place of this one
     */
    public static ExplainedDecision of(
            RuleSetCompiler compiler, CompiledRuleSet rules, CheckedSubmission submission, Decision decision) {
        ExplainedDecision explained =
                made(compiler, rules, submission, decision.ruleSet().version());
        if (!explained.decision().equals(decision)) {
            throw new Refusal(
                    "EXPLANATION_DIFFERS",
                    "The rules decide otherwise on this submission now, so that the decision cannot be explained;"
                            + " replay it to see what differs.",
                    null);
        }
        return explained;
    }

    /**
     * Decides under files that are no stored version, and explains the decision.
     *
     * @throws Refusal when the submission is refused
     */
    public static ExplainedDecision made(RuleSetCompiler compiler, CompiledRuleSet rules, Submission submission) {
        return made(compiler, rules, SubmissionCheck.check(submission), 0);
    }

    private static ExplainedDecision made(
            RuleSetCompiler compiler, CompiledRuleSet rules, CheckedSubmission submission, int version) {
        RuleSetIdentity identity = new RuleSetIdentity(rules.name(), version, rules.contentHash());
        return new ExplainedDecision(
                compiler, rules, new Evaluator(identity, rules.terms(), rules).evaluateInFull(submission));
    }

    /** The decision. */
    public Decision decision() {
        return evaluated.decision();
    }

    /** What the version says of itself. */
    public Manifest manifest() {
        return rules.manifest();
    }

    /** Why the decision is what it is, as lines that add up. */
    public ExplanationNode why() {
        return evaluated.explanation(new RuleReadings(rules));
    }

    /** Where a rule says that it comes from; empty when it does not say. */
    public Optional<String> sourceOf(RuleReference rule) {
        return rules.written().find(rule.name()).flatMap(written -> written.source());
    }

    /**
     * Why something else did not happen: an answer for a rule and one for an action, when they are asked about.
     *
     * @throws Refusal as {@link WhyNotQuestions} does
     * @throws org.plimsoll.engine.ExplanationUnavailable as {@link WhyNotQuestions} does
     */
    public List<WhyNot> whyNot(Question question) {
        WhyNotQuestions questions = new WhyNotQuestions(compiler, rules, evaluated);
        List<WhyNot> answers = new ArrayList<>();
        if (question.rule() != null) {
            answers.add(questions.rule(question.rule(), question.subject()));
        }
        if (question.action() != null) {
            answers.add(questions.action(question.action(), question.subject()));
        }
        return answers;
    }
}
