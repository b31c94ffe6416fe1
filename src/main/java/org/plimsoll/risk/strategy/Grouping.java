package org.plimsoll.risk.strategy;

import java.util.List;
import org.plimsoll.policy.Strategy;

/**
 * How the legs of one underlying are grouped.
 *
 * @param strategies the strategies, in a canonical order; together they are all of the legs
 * @param notRecognised sentences about legs that look like a spread and are none
 * @param notSearched sentences about searches that were not carried to their end
 */
public record Grouping(List<Strategy> strategies, List<String> notRecognised, List<String> notSearched) {}
