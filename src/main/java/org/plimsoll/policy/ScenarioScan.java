package org.plimsoll.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A scenario set as a rule asks for it.
 *
 * @param scenarioSet name of the set
 * @param priceScanRange amount by which the price of one unit of the underlying may move, in the instrument's currency;
 *     null when the rule gives none
 * @param volatilityScanRange amount by which an annual volatility may move; null when the rule gives none
 */
public record ScenarioScan(
        String scenarioSet,
        @Nullable BigDecimal priceScanRange,
        @Nullable BigDecimal volatilityScanRange) {}
