package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event says of records that retention took.
 *
 * @param sequence place of the event
 * @param committedAt when it says that it was committed
 * @param month the month whose decisions they were, in UTC
 * @param stretches places of their entries, without overlap and in order
 */
record Expiry(long sequence, Instant committedAt, YearMonth month, List<LeafReader.Stretch> stretches) {
    private static final String FIELD = "expired";

    Expiry {
        stretches = List.copyOf(stretches);
    }

    /** Whether an entry is such an event. That a version's time has run out is an event of the same name. */
    static boolean isOne(JsonNode entry) {
        return entry.path("type").asText().equals("event")
                && entry.path("action").asText().equals("EXPIRE")
                && entry.path("outcome").asText().equals("DONE")
                && entry.has(FIELD);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is not as servers write it; the message is a part of a sentence
     */
    static Expiry of(long sequence, JsonNode entry) {
        List<LeafReader.Stretch> stretches = new ArrayList<>();
        long end = 0;
        for (JsonNode stretch : entry.path(FIELD)) {
            long from = stretch.path(0).asLong(-1);
            long last = stretch.path(1).asLong(-1);
            if (stretch.size() != 2 || from < end || last < from || last >= sequence) {
                throw new IllegalArgumentException("are not before it, each once and in their order");
            }
            end = last + 1;
            stretches.add(new LeafReader.Stretch(from, end));
        }
        try {
            return new Expiry(
                    sequence,
                    Instant.parse(entry.path("committedAt").asText()),
                    YearMonth.parse(entry.path("month").asText()),
                    stretches);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("are of no month, or at no time", e);
        }
    }
}
