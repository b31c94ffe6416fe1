package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.util.List;

/**
 * How a price moved from day to day.
 *
 * @param instrument id of the instrument, or the name of an underlying
 * @param returns relative changes of the price as fractions, the oldest first and the newest last; above −1 each
 * @param stressedReturns the same of a period of stress; empty when none is given
 */
public record ReturnHistory(String instrument, List<BigDecimal> returns, List<BigDecimal> stressedReturns) {
    public ReturnHistory {
        returns = List.copyOf(returns);
        stressedReturns = List.copyOf(stressedReturns);
    }
}
