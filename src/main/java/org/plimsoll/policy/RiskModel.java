package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.plimsoll.portfolio.Refusal;

/**
 * What the positions of an evaluation could lose. Nothing is worked out before a rule asks for it, and nothing twice. For
 * the vocabulary's own use: rules ask the facts.
 */
public interface RiskModel {
    /** Knows no scenarios, no volatilities and no histories, and refuses whatever is asked. */
    RiskModel NONE = new RiskModel() {
        @Override
        public BigDecimal worstLoss(RiskScope scope, ScenarioScan scan) {
            throw new Refusal(
                    "SCENARIO_SET_MISSING", "There is no scenario set '" + scan.scenarioSet() + "' here.", null);
        }

        @Override
        public BigDecimal scenarioLoss(RiskScope scope, ScenarioScan scan, BigDecimal number) {
            return worstLoss(scope, scan);
        }

        @Override
        public BigDecimal shockedVolatility(Position position, String scenarioSet, BigDecimal number) {
            return worstLoss(position, new ScenarioScan(scenarioSet, null, null));
        }

        @Override
        public BigDecimal historicalLoss(RiskScope scope, HistoricalLoss loss) {
            throw new Refusal("RETURN_HISTORY_MISSING", "There are no return histories here.", null);
        }

        @Override
        public BigDecimal figure(RiskScope scope, RiskFigure figure) {
            throw new Refusal("OPTION_VOLATILITY_MISSING", "There are no volatilities here.", null);
        }

        @Override
        public Map<String, String> sharedAttributes(PositionGroup group) {
            return Map.of();
        }

        @Override
        public boolean statesNone(PositionGroup group, String attribute) {
            return true;
        }
    };

    /** See {@link RiskScope#worstLoss(String)}. */
    BigDecimal worstLoss(RiskScope scope, ScenarioScan scan);

    /** See {@link RiskScope#scenarioLoss(String, BigDecimal)}. */
    BigDecimal scenarioLoss(RiskScope scope, ScenarioScan scan, BigDecimal number);

    /** See {@link Position#shockedVolatility}. */
    BigDecimal shockedVolatility(Position position, String scenarioSet, BigDecimal number);

    /** See {@link RiskScope#historicalLoss(BigDecimal, BigDecimal)}. */
    BigDecimal historicalLoss(RiskScope scope, HistoricalLoss loss);

    /** A figure of a position, a group or a pool, such as the delta of an option. */
    BigDecimal figure(RiskScope scope, RiskFigure figure);

    /** Attributes that all positions of a group have with the same value. */
    Map<String, String> sharedAttributes(PositionGroup group);

    /** Whether no position of a group has an attribute. */
    boolean statesNone(PositionGroup group, String attribute);

    /**
     * The worst scenario of each scan that was asked of a position, a group or a pool, by scenario set; a group's or a pool's
     * is the worst of its positions together. None when nothing was asked, or nothing is lost in any scenario.
     */
    default List<WorstScenario> worstScenarios(RiskScope scope) {
        return List.of();
    }

    /**
     * The scenario in which most is lost; of equals the first.
     *
     * @param scan the scan as a rule asked for it
     * @param number number of the scenario, counted from one
     * @param scenario its moves and its weight
     * @param loss weighted loss in base currency, above zero
     */
    record WorstScenario(ScenarioScan scan, int number, ScenarioSet.Scenario scenario, BigDecimal loss) {}
}
