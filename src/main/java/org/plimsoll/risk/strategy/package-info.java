/**
 * Groups stock and options of one underlying into strategies, so that the sum of their requirements is the least.
 *
 * <p>{@link org.plimsoll.risk.strategy.StrategyGrouping} proposes candidates, each for its smallest number of whole
 * contracts; whoever has the rules prices them; an integer programme then chooses how many of each to take. Every
 * candidate's cost grows in proportion to its contracts, but for spreads: options that can lose no more than a known amount
 * lose at most the sum of what their parts can lose when they are taken together, and often less. The most that a group of
 * options can lose is the largest of finitely many linear functions of its contracts, one for a price of zero and one for
 * each strike, so that it fits into the same programme.
 *
 * <p>Doubles choose; decimals count: what a chosen strategy costs is said by the rules, from exact figures.
 */
@NullMarked
package org.plimsoll.risk.strategy;

import org.jspecify.annotations.NullMarked;
