package org.plimsoll.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the log is doing.
 *
 * @param origin what this log is called in its heads
 * @param witnessed entries that the witness has seen
 * @param witnessedAt when it last was up to date
 * @param suspended why nothing is added; null as long as entries are taken
 */
public record LedgerState(
        String origin,
        long witnessed,
        Instant witnessedAt,
        @Nullable String suspended) {}
