/**
 * What is submitted for evaluation: a portfolio, the instruments it holds, and market data. Pure values without
 * behaviour beyond their own consistency; decimals are {@link java.math.BigDecimal}, times are UTC.
 */
@NullMarked
package org.plimsoll.portfolio;

import org.jspecify.annotations.NullMarked;
