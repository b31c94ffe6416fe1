package org.plimsoll.retention;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A period whose decisions are kept, however old they are, until the hold is released. What it touches of a month keeps the
 * whole month.
 *
 * @param id its name
 * @param from when the period begins, by the time decisions were made
 * @param to when it ends, not part of it; null when it has no end
 * @param reason why
 * @param placedBy who placed it
 * @param placedAt when
 * @param release how it ended; null while it holds
 */
record LegalHold(
        UUID id,
        Instant from,
        @Nullable Instant to,
        String reason,
        String placedBy,
        Instant placedAt,
        @Nullable Release release) {
    /**
     * How a hold ended.
     *
     * @param by who released it
     * @param at when
     * @param reason why
     */
    record Release(String by, Instant at, String reason) {}

    /** Whether the period has an instant of a month, in UTC. */
    boolean touches(YearMonth month) {
        Instant start = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return from.isBefore(end) && (to == null || to.isAfter(start));
    }
}
