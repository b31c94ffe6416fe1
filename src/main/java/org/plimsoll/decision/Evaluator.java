package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.policy.AccountHealth;
import org.plimsoll.policy.Action;
import org.plimsoll.policy.CollateralHealth;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Strategy;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.Submission;
import org.plimsoll.risk.CheckedSubmission;
import org.plimsoll.risk.FactFactory;
import org.plimsoll.risk.FactTerms;
import org.plimsoll.risk.PortfolioFacts;
import org.plimsoll.risk.SubmissionCheck;

/**
 * Evaluates submissions: facts, strategies, rules for haircuts and requirements, the accounting identity, rules for actions, the
 * decision. A pure function of the rule set's version and the submission.
 */
public final class Evaluator {
    private final RuleSetIdentity ruleSet;
    private final PolicyTerms terms;
    private final PolicyRules rules;

    public Evaluator(RuleSetIdentity ruleSet, PolicyTerms terms, PolicyRules rules) {
        this.ruleSet = ruleSet;
        this.terms = terms;
        this.rules = rules;
    }

    /**
     * Decides.
     *
     * @throws Refusal when the submission, or what the rules say of it, cannot be vouched for
     */
    public Decision evaluate(Submission submission) {
        return evaluate(SubmissionCheck.check(submission));
    }

    /**
     * Decides on a submission that was checked before, such as one of many that share market data.
     *
     * @throws Refusal when what the submission needs is missing, or what the rules say of it cannot be vouched for
     */
    public Decision evaluate(CheckedSubmission submission) {
        return evaluateInFull(submission).decision();
    }

    /**
     * Decides, and keeps what the decision was worked out from, for explaining it.
     *
     * @throws Refusal as {@link #evaluate(CheckedSubmission)}
     */
    public Evaluated evaluateInFull(CheckedSubmission submission) {
        mustBeInBaseCurrency(submission.portfolio());
        List<Problem> warnings = new ArrayList<>();
        PortfolioFacts facts = facts(submission, warnings);
        List<Problem> doubts = AttributeDoubts.of(rules.attributes(), facts);
        warnings.addAll(doubts);
        List<Strategy> strategies =
                new Strategies(rules, terms.overlappingRequirements()).of(facts, submission, warnings);
        List<Fact> all = new ArrayList<>(facts.all());
        all.addAll(strategies);
        List<Firing> firings = new ArrayList<>(rules.fire(all));
        Settling settling = new Settling(facts, strategies, firings, terms, warnings, doubts);
        Settled settled = settling.settle();
        List<Fact> health = healthFacts(settled);
        List<Firing> later = rules.fire(health);
        Outcomes outcomes = Outcomes.of(later);
        outcomes.mustBeActionsOnly();
        settling.figures().say(outcomes.figures);
        List<Stamped<Action>> said = new ArrayList<>(settling.earlyActions());
        said.addAll(outcomes.actions);
        List<Stamped<Action>> actions = Actions.reconcile(said, terms.contradictoryActions(), warnings);
        firings.addAll(later);
        Decision decision = new DecisionBuilder(ruleSet, terms, submission)
                .build(settled, facts.unpriced(), settling.figures().all(), actions, warnings, firings);
        return new Evaluated(decision, all, health, settled, actions, terms.rounding());
    }

    /** Computes the facts; what is missing or stale is refused or named, as the terms say. */
    private PortfolioFacts facts(CheckedSubmission submission, List<Problem> warnings) {
        FactTerms factTerms = new FactTerms(
                terms.parametersAt(submission.referenceData().evaluatedAt()),
                terms.shareOfDailyVolume(),
                terms.staleAfter(),
                terms.missingCollateralPrice() == Strictness.REFUSE,
                terms.scenarioSetsAt(submission.referenceData().evaluatedAt()));
        PortfolioFacts facts = FactFactory.factsOf(submission, factTerms);
        warnings.addAll(facts.priceProblems());
        if (terms.stalePrice() == Strictness.REFUSE && !facts.staleProblems().isEmpty()) {
            throw new Refusal(facts.staleProblems());
        }
        warnings.addAll(facts.staleProblems());
        return facts;
    }

    private void mustBeInBaseCurrency(Portfolio portfolio) {
        String required = terms.baseCurrency();
        String given = portfolio.baseCurrency();
        if (required != null && !required.equals(given)) {
            throw new Refusal(
                    "BASE_CURRENCY_MISMATCH",
                    "Rule set '" + ruleSet.name() + "' decides in " + required + "; the portfolio's base currency is "
                            + given + ".",
                    "/portfolio/baseCurrency");
        }
    }

    private static List<Fact> healthFacts(Settled settled) {
        AccountHealth cross = settled.pools().get(0);
        List<Fact> facts = new ArrayList<>(settled.pools());
        facts.addAll(settled.positionHealth());
        for (SettledCollateral asset : settled.collateral()) {
            facts.add(
                    new CollateralHealth(asset.collateral(), asset.eligible(), asset.haircut(), asset.value(), cross));
        }
        return facts;
    }
}
