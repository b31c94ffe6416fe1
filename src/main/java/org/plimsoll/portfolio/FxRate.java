package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An exchange rate: one unit of {@code from} is worth {@code rate} units of {@code to}.
 *
 * @param from currency converted from
 * @param to currency converted to
 * @param rate above zero
 * @param at when it was observed
 */
public record FxRate(String from, String to, BigDecimal rate, Instant at) {}
