/**
 * From a submission to the facts that rules see: semantic checks, currency conversion, valuation, tenors, liquidity,
 * totals by pool and underlying; and the formulas of tiered margin, liquidation price and deleveraging rank. Pure
 * functions on decimals; divisions and roots in {@link java.math.MathContext#DECIMAL128}, nothing is rounded otherwise.
 *
 * <p>{@link org.plimsoll.risk.SubmissionCheck} finds what is wrong with a submission, {@link
 * org.plimsoll.risk.FactFactory} turns a checked one into {@link org.plimsoll.risk.PortfolioFacts}.
 *
 * <p>Conventions. A price is money in the instrument's currency for one unit of quantity. The quantity of a swap or FX
 * forward, times its multiplier, is its notional amount in its own currency, and its price is the present value of one
 * unit of that amount, which may be below zero. A futures price may be below zero too; no other price may. Cash is worth
 * one unit of its currency. Profits are converted at today's exchange rate: what the exchange rate did since entry is
 * not part of them.
 */
@NullMarked
package org.plimsoll.risk;

import org.jspecify.annotations.NullMarked;
