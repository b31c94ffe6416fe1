package org.plimsoll.decisionlog;

import java.time.Instant;

/**
 * A decision as it was read back.
 *
 * @param sequence place in the log, counting up; with gaps where a commit failed
 * @param committedAt when it was written
 * @param decision the decision
 */
public record StoredDecision(long sequence, Instant committedAt, DecisionRecord decision) {}
