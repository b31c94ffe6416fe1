package org.plimsoll.risk.strategy;

import java.util.List;
import org.plimsoll.policy.Strategy;
import org.plimsoll.portfolio.Problem;

/**
 * How the legs of one underlying are grouped.
 *
 * @param strategies the strategies, in a canonical order; together they are all of the legs
 * @param warnings legs that look like a spread and are none, and a search that was not carried to its end
 */
public record Grouping(List<Strategy> strategies, List<Problem> warnings) {}
