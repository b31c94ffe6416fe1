package org.plimsoll.risk;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plimsoll.portfolio.MarketData;
import org.plimsoll.portfolio.ReturnHistory;
import org.plimsoll.portfolio.RiskArray;

/** Finds what is wrong with risk arrays and return histories, and indexes them on the way. */
final class RiskDataCheck {
    static final String RISK_ARRAYS = "/market/riskArrays";
    static final String RETURN_HISTORIES = "/market/returnHistories";
    private static final BigDecimal TOTAL_LOSS = BigDecimal.ONE.negate();

    private final Problems problems;
    private final Plausibility plausibility;
    private final MarketData market;
    private final Map<ArrayKey, Integer> arrays = new HashMap<>();
    private final Map<String, Integer> histories = new HashMap<>();

    RiskDataCheck(MarketData market, Problems problems) {
        this.market = market;
        this.problems = problems;
        this.plausibility = new Plausibility(problems);
        for (int i = 0; i < market.riskArrays().size() && !problems.isFull(); i++) {
            checkArray(market.riskArrays().get(i), i);
        }
        for (int i = 0; i < market.returnHistories().size() && !problems.isFull(); i++) {
            checkHistory(market.returnHistories().get(i), i);
        }
    }

    /** Of what and for which scenario set a risk array is. */
    record ArrayKey(String instrument, String scenarioSet) {}

    /** Places of the risk arrays. */
    Map<ArrayKey, Integer> arrays() {
        return arrays;
    }

    /** Places of the return histories by instrument. */
    Map<String, Integer> histories() {
        return histories;
    }

    private void checkArray(RiskArray array, int index) {
        plausibility.name(array.instrument(), RISK_ARRAYS, index, "instrument");
        plausibility.name(array.scenarioSet(), RISK_ARRAYS, index, "scenarioSet");
        Integer earlier = arrays.putIfAbsent(new ArrayKey(array.instrument(), array.scenarioSet()), index);
        if (earlier != null) {
            problems.add(
                    SubmissionCode.RISK_ARRAY_DUPLICATE,
                    "The risk array of " + Problems.quote(array.instrument()) + " for "
                            + Problems.quote(array.scenarioSet()) + " is already given at " + RISK_ARRAYS + "/"
                            + earlier + "; send one.",
                    Problems.at(RISK_ARRAYS, index, "instrument"));
        }
        checkNumbers(array.profits(), RISK_ARRAYS, index, "profits");
    }

    private void checkHistory(ReturnHistory history, int index) {
        plausibility.name(history.instrument(), RETURN_HISTORIES, index, "instrument");
        Integer earlier = histories.putIfAbsent(history.instrument(), index);
        if (earlier != null) {
            problems.add(
                    SubmissionCode.RETURN_HISTORY_DUPLICATE,
                    "The return history of " + Problems.quote(history.instrument()) + " is already given at "
                            + RETURN_HISTORIES + "/" + earlier + "; send one.",
                    Problems.at(RETURN_HISTORIES, index, "instrument"));
        }
        checkReturns(history.returns(), index, "returns");
        checkReturns(history.stressedReturns(), index, "stressedReturns");
    }

    private void checkReturns(List<BigDecimal> returns, int index, String field) {
        checkNumbers(returns, RETURN_HISTORIES, index, field);
        for (int i = 0; i < returns.size() && !problems.isFull(); i++) {
            if (returns.get(i).compareTo(TOTAL_LOSS) <= 0) {
                problems.add(
                        SubmissionCode.RETURN_OUT_OF_RANGE,
                        "A return is a fraction of the price, above -1: -0.02 for a fall of 2 %.",
                        Problems.at(RETURN_HISTORIES, index, field + "/" + i));
            }
        }
    }

    private void checkNumbers(List<BigDecimal> numbers, String list, int index, String field) {
        for (int i = 0; i < numbers.size() && !problems.isFull(); i++) {
            if (!Plausibility.isPlausible(numbers.get(i))) {
                plausibility.number(numbers.get(i), list, index, field + "/" + i);
            }
        }
    }
}
