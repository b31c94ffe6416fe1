package org.plimsoll.wire;

import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Portfolio;

/**
 * A line of a batch after the first.
 *
 * @param requestId the caller's name for the line, echoed; null when none was given
 * @param portfolio what to evaluate on what the batch shares
 */
public record BatchLine(@Nullable String requestId, Portfolio portfolio) {}
