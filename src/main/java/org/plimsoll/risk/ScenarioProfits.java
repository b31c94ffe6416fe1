package org.plimsoll.risk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plimsoll.policy.Position;
import org.plimsoll.policy.ScenarioSet.Scenario;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.portfolio.RiskArray;
import org.plimsoll.risk.Revaluation.ValuedOption;

/** What positions gain or lose in each scenario of a set, weighted, in base currency. */
final class ScenarioProfits {
    private final ReferenceData referenceData;
    private final Revaluation revaluation;

    ScenarioProfits(ReferenceData referenceData, Revaluation revaluation) {
        this.referenceData = referenceData;
        this.revaluation = revaluation;
    }

    /** Profit (above zero) or loss of all positions together, scenario by scenario. */
    List<BigDecimal> of(List<Position> positions, ScenarioMoves moves) {
        BigDecimal[] sums = new BigDecimal[moves.set().scenarios().size()];
        Arrays.fill(sums, BigDecimal.ZERO);
        revaluation.count((long) positions.size() * sums.length);
        for (Position position : positions) {
            RiskArray array = referenceData.riskArray(
                    position.instrumentId(), moves.scan().scenarioSet());
            List<BigDecimal> profits =
                    array == null ? revalued(position, moves) : supplied(position, array, sums.length);
            for (int i = 0; i < sums.length; i++) {
                sums[i] = sums[i].add(profits.get(i));
            }
        }
        return List.of(sums);
    }

    /** A risk array is of one unit of quantity, its multiplier included. */
    private List<BigDecimal> supplied(Position position, RiskArray array, int scenarios) {
        if (array.profits().size() != scenarios) {
            throw new Refusal(
                    SubmissionCode.RISK_ARRAY_LENGTH.name(),
                    "The risk array of " + Problems.quote(array.instrument()) + " has "
                            + array.profits().size() + " profits; the scenario set "
                            + Problems.quote(array.scenarioSet()) + " has " + scenarios + " scenarios.",
                    RiskDataCheck.RISK_ARRAYS + "/" + referenceData.riskArrayIndexOf(array) + "/profits");
        }
        BigDecimal units = position.quantity().multiply(position.fxRate());
        return array.profits().stream().map(units::multiply).toList();
    }

    private List<BigDecimal> revalued(Position position, ScenarioMoves moves) {
        List<BigDecimal> profits = new ArrayList<>(moves.set().scenarios().size());
        if (Revaluation.isLinear(position)) {
            BigDecimal units = Revaluation.units(position);
            for (Scenario scenario : moves.set().scenarios()) {
                BigDecimal move = moves.price(position.price(), scenario).subtract(position.price());
                profits.add(units.multiply(move).multiply(scenario.weight()));
            }
            return profits;
        }
        ValuedOption option = revaluation.option(position);
        for (Scenario scenario : moves.set().scenarios()) {
            BigDecimal price = moves.price(option.underlyingPrice(), scenario);
            BigDecimal volatility = moves.volatility(position, option.volatility(), scenario);
            profits.add(option.profit(price, volatility).multiply(scenario.weight()));
        }
        return profits;
    }
}
