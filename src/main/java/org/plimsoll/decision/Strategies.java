package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.GrossRequirement;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.Requirement;
import org.plimsoll.policy.Strategy;
import org.plimsoll.policy.StrategyKind;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.risk.CheckedSubmission;
import org.plimsoll.risk.PortfolioFacts;
import org.plimsoll.risk.strategy.Grouping;
import org.plimsoll.risk.strategy.SearchAllowance;
import org.plimsoll.risk.strategy.StrategyCost;
import org.plimsoll.risk.strategy.StrategyGrouping;

/** Groups the stock and options of each underlying and pool into the strategies that cost the least under the rules. */
final class Strategies {
    private final PolicyRules rules;
    private final Strictness overlapping;

    Strategies(PolicyRules rules, Strictness overlapping) {
        this.rules = rules;
        this.overlapping = overlapping;
    }

    /** The strategies of a portfolio; none when no rule is about strategies. */
    List<Strategy> of(PortfolioFacts facts, CheckedSubmission submission, List<Problem> warnings) {
        if (!rules.knowsStrategies()) {
            return List.of();
        }
        Map<String, List<Position>> byUnderlying = new LinkedHashMap<>();
        for (Position position : facts.positions()) {
            if (StrategyGrouping.takes(position)) {
                byUnderlying
                        .computeIfAbsent(position.pool() + "/" + position.underlying(), none -> new ArrayList<>())
                        .add(position);
            }
        }
        List<Strategy> strategies = new ArrayList<>();
        SearchAllowance allowance = new SearchAllowance();
        for (List<Position> positions : byUnderlying.values()) {
            StrategyGrouping grouping = StrategyGrouping.of(
                    positions,
                    submission.referenceData().evaluationDate(),
                    attributesOf(positions.get(0).underlying(), submission));
            List<Strategy> candidates = grouping.candidates();
            allowance.price(candidates.size());
            Map<String, StrategyCost> costs = candidates.isEmpty() ? Map.of() : costs(candidates);
            Grouping least = grouping.least(candidate -> costs.get(candidate.id()), allowance);
            strategies.addAll(least.strategies());
            warnings.addAll(warningsOn(least));
        }
        return strategies;
    }

    /** What a reader must know of a grouping; nothing when no rule margins its strategies, as for accounts of another kind. */
    private List<Problem> warningsOn(Grouping grouping) {
        List<Problem> found = new ArrayList<>();
        grouping.notRecognised().forEach(each -> found.add(new Problem("STRATEGY_NOT_RECOGNISED", each, null)));
        grouping.notSearched().forEach(each -> found.add(new Problem("STRATEGY_SEARCH_LIMITED", each, null)));
        return found.isEmpty() || costs(grouping.strategies()).isEmpty() ? List.of() : found;
    }

    private static Map<String, String> attributesOf(String underlying, CheckedSubmission submission) {
        @Nullable Instrument instrument = submission.referenceData().instrument(underlying);
        return instrument == null ? Map.of() : instrument.attributes();
    }

    private Map<String, StrategyCost> costs(List<Strategy> candidates) {
        Outcomes outcomes = Outcomes.of(rules.price(candidates));
        Requirements requirements = new Requirements(outcomes, overlapping, new ArrayList<>());
        Map<String, StrategyCost> costs = new HashMap<>();
        for (Strategy candidate : candidates) {
            Requirements.Required required = requirements.on(candidate);
            if (required != null) {
                costs.put(candidate.id(), costOf(candidate, required));
            }
        }
        return costs;
    }

    private static StrategyCost costOf(Strategy candidate, Requirements.Required required) {
        Requirement leading = required.leading();
        boolean addsUp = candidate.kind().equals(StrategyKind.SPREAD.name());
        if (addsUp && leading instanceof GrossRequirement gross) {
            return new StrategyCost(
                    gross.grossInitial().subtract(gross.proceedsApplied()),
                    gross.grossMaintenance().add(gross.withoutLoanValue()).subtract(gross.proceedsApplied()));
        }
        return new StrategyCost(required.initial(), required.maintenance());
    }
}
