package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Legal holds as events of the log tell of them. */
final class HeldMonths {
    private final Map<String, Hold> holds = new HashMap<>();

    private record Hold(long placed, Instant from, @Nullable Instant to, long released) {
        boolean touches(Instant start, Instant end) {
            return from.isBefore(end) && (to == null || to.isAfter(start));
        }
    }

    /** Takes an entry; what is no hold is passed over. */
    void entry(long sequence, JsonNode entry) {
        if (!entry.path("type").asText().equals("event")
                || !entry.path("outcome").asText().equals("DONE")) {
            return;
        }
        String id = entry.path("hold").asText();
        switch (entry.path("action").asText()) {
            case "PLACE_HOLD" -> place(sequence, id, entry);
            case "RELEASE_HOLD" ->
                holds.computeIfPresent(id, (key, hold) -> new Hold(hold.placed, hold.from, hold.to, sequence));
            default -> {
                // nothing about holds
            }
        }
    }

    private void place(long sequence, String id, JsonNode entry) {
        try {
            Instant from = Instant.parse(entry.path("from").asText());
            Instant to = entry.has("to") ? Instant.parse(entry.path("to").asText()) : null;
            holds.putIfAbsent(id, new Hold(sequence, from, to, Long.MAX_VALUE));
        } catch (DateTimeException e) {
            // No server writes it. A hold of no known period holds everything.
            holds.putIfAbsent(id, new Hold(sequence, Instant.MIN, null, Long.MAX_VALUE));
        }
    }

    /** Place of a hold that touched a month when an entry was added; null when there was none. */
    @Nullable
    Long holding(YearMonth month, long sequence) {
        Instant start = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return holds.values().stream()
                .filter(hold -> hold.placed < sequence && hold.released > sequence && hold.touches(start, end))
                .map(Hold::placed)
                .min(Long::compare)
                .orElse(null);
    }
}
