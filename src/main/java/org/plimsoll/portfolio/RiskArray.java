package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one unit of an instrument gains or loses in each scenario of a set, as a clearing house publishes it.
 *
 * @param instrument id of the instrument
 * @param scenarioSet name of the rule set's scenario set it was worked out for
 * @param profits profit (above zero) or loss of a long quantity of one, in the instrument's currency, the multiplier and
 *     the scenario's weight included; one for each scenario, in the set's order
 */
public record RiskArray(String instrument, String scenarioSet, List<BigDecimal> profits) {
    public RiskArray {
        profits = List.copyOf(profits);
    }
}
