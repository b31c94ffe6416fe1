package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * A position, or a part of it, within a strategy.
 *
 * @param position the position
 * @param quantity signed part of its quantity, never zero
 */
public record StrategyLeg(Position position, BigDecimal quantity) {}
