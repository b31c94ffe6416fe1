/**
 * The vocabulary that rule files import: facts, which a rule reads, and outcomes, which a rule inserts. A public,
 * versioned interface.
 *
 * <p>A fact carries all that a rule needs to know about it, so that a rule has one pattern and no joins. Facts are
 * immutable and complete before any rule runs. {@link org.plimsoll.policy.Position}, {@link
 * org.plimsoll.policy.Collateral}, {@link org.plimsoll.policy.Strategy}, {@link org.plimsoll.policy.PositionGroup} and {@link org.plimsoll.policy.MarginPool}
 * are there from the start; {@link org.plimsoll.policy.AccountHealth}, {@link org.plimsoll.policy.PositionHealth} and
 * {@link org.plimsoll.policy.CollateralHealth} appear when haircuts and requirements are settled.
 *
 * <p>Amounts are decimals in the portfolio's base currency unless the name says otherwise; rates are fractions (8 % is
 * 0.08); limits are positive figures ({@code loss}, not a negative profit).
 */
@NullMarked
package org.plimsoll.policy;

import org.jspecify.annotations.NullMarked;
