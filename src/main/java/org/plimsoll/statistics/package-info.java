/**
 * Statistics of losses: quantiles and averages of a history, volatility that weighs the recent past more, and tests of a
 * margin model against what happened. Knows neither portfolios nor rules.
 *
 * <p>{@link org.plimsoll.statistics.LossDistribution} and {@link org.plimsoll.statistics.ReturnSeries} are exact on
 * decimals but for roots; {@link org.plimsoll.statistics.BackTest} computes distributions in floating point and hands back
 * decimals of a stated scale.
 */
@NullMarked
package org.plimsoll.statistics;

import org.jspecify.annotations.NullMarked;
