package org.plimsoll.retention;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditSubject;
import org.plimsoll.wire.JsonWriter;

/**
 * The period of a hold as its event tells of it.
 *
 * @param hold the hold
 * @param from when the period begins
 * @param to when it ends, not part of it; null when it has no end
 */
record HeldPeriod(UUID hold, Instant from, @Nullable Instant to) implements AuditSubject {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * A period that can be held.
     *
     * @throws HoldPeriodRefused when it has no beginning, no instant, or bounds that no decision can have
     */
    static HeldPeriod of(UUID hold, @Nullable Instant from, @Nullable Instant to) {
        if (from == null || !isBound(from) || to != null && (!isBound(to) || !to.isAfter(from))) {
            throw new HoldPeriodRefused();
        }
        return new HeldPeriod(hold, from, to);
    }

    private static boolean isBound(Instant instant) {
        return !instant.isBefore(EARLIEST)
                && !instant.isAfter(LATEST)
                && instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public void write(JsonWriter entry) {
        entry.text("hold", hold.toString()).time("from", from);
        if (to != null) {
            entry.time("to", to);
        }
    }
}
