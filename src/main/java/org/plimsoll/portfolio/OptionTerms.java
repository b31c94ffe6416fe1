package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The terms that make an instrument an option.
 *
 * @param type call or put
 * @param strike exercise price of one unit of the underlying, in the instrument's currency, above zero
 * @param expiry last day of exercise, UTC; the option is alive through the end of that day
 * @param exerciseStyle when it may be exercised
 */
public record OptionTerms(OptionType type, BigDecimal strike, LocalDate expiry, ExerciseStyle exerciseStyle) {}
