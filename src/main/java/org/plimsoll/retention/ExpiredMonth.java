package org.plimsoll.retention;

import java.time.YearMonth;
import java.util.List;
import org.plimsoll.audit.AuditSubject;
import org.plimsoll.wire.JsonWriter;

/**
 * A month whose decisions have expired.
 *
 * @param month the month of their ids, in UTC
 * @param stretches places of their entries, in order
 */
record ExpiredMonth(YearMonth month, List<Stretch> stretches) implements AuditSubject {
    ExpiredMonth {
        stretches = List.copyOf(stretches);
    }

    /**
     * Places that follow each other.
     *
     * @param first the first
     * @param last the last
     */
    record Stretch(long first, long last) {}

    /** How many decisions they were. */
    long decisions() {
        return stretches.stream()
                .mapToLong(stretch -> stretch.last - stretch.first + 1)
                .sum();
    }

    @Override
    public void write(JsonWriter entry) {
        entry.text("month", month.toString());
        entry.list("expired", stretches, stretch -> entry.element(stretch.first, stretch.last));
    }
}
