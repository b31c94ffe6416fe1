/**
 * The decision log: a durable record of every decision, written before the decision is answered. {@link
 * org.plimsoll.decisionlog.DecisionLog} is its one public service. Records that arrive together share one commit, and
 * each caller waits for its own.
 */
@NullMarked
package org.plimsoll.decisionlog;

import org.jspecify.annotations.NullMarked;
