package org.plimsoll.risk.strategy;

import java.math.BigDecimal;

/**
 * What a candidate costs, in base currency.
 *
 * @param initial initial margin that counts; of a spread before it is held above zero, so that spreads can be added up
 * @param maintenance maintenance margin that counts, likewise
 */
public record StrategyCost(BigDecimal initial, BigDecimal maintenance) {}
