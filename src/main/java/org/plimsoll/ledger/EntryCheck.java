package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Compares what an entry says with its place, with its time, and with what is beside it. Entries come in their order. */
final class EntryCheck {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NANOS_OF_A_MICROSECOND = 1_000;

    private final Findings findings;
    private final BiConsumer<Long, JsonNode> reader;
    private final BiConsumer<Long, JsonNode> written;
    private final MessageDigest digest;
    private Instant lastCommittedAt = Instant.MIN;

    /**
     * Begins.
     *
     * @param reader is told of every entry that can be read, and its place
     * @param written is told of those of them that are what was written
     */
    EntryCheck(Findings findings, BiConsumer<Long, JsonNode> reader, BiConsumer<Long, JsonNode> written) {
        this.findings = findings;
        this.reader = reader;
        this.written = written;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compares one.
     *
     * @param isWritten whether it has the leaf hash that counts
     * @param committedAt when its group was committed by the group's row; null when it is not the last of it
     * @param coveredAt when the first head that covers it was made; null when none does
     */
    void check(
            EntrySource.Stored entry, boolean isWritten, @Nullable Instant committedAt, @Nullable Instant coveredAt) {
        long place = entry.sequence();
        JsonNode json = json(entry.text());
        String decision = json == null ? null : json.path("decisionId").textValue();
        if (!isWritten) {
            findings.add(
                    Finding.Code.ENTRY_CHANGED,
                    place,
                    decision,
                    "Entry " + place + " is not what was written to the log.");
        }
        if (json == null) {
            findings.add(Finding.Code.ENTRY_CHANGED, place, decision, "Entry " + place + " is not JSON.");
            return;
        }
        if (json.path("sequence").asLong(-1) != place) {
            findings.add(
                    Finding.Code.ENTRY_CHANGED,
                    place,
                    decision,
                    "The entry at place " + place + " says that it is entry "
                            + json.path("sequence").asText() + ".");
        }
        time(place, json, decision, committedAt, coveredAt);
        for (Map.Entry<String, byte[]> part : entry.parts().entrySet()) {
            String said = json.path(part.getKey() + "Sha256").asText();
            if (!said.equals(HexFormat.of().formatHex(digest.digest(part.getValue())))) {
                findings.add(
                        Finding.Code.RECORD_CHANGED,
                        place,
                        decision,
                        "The " + part.getKey() + " of entry " + place
                                + " does not have the digest that the entry says.");
            }
        }
        entry.defects()
                .apply(json)
                .forEach(defect -> findings.add(Finding.Code.RECORD_CHANGED, place, decision, defect));
        reader.accept(place, json);
        if (isWritten) {
            written.accept(place, json);
        }
    }

    private void time(
            long place,
            JsonNode json,
            @Nullable String decision,
            @Nullable Instant ofGroup,
            @Nullable Instant coveredAt) {
        Instant committedAt;
        try {
            committedAt = Instant.parse(json.path("committedAt").asText());
        } catch (DateTimeException e) {
            findings.add(Finding.Code.TIME_WRONG, place, decision, "Entry " + place + " has no time.");
            return;
        }
        String says = "Entry " + place + " says it was committed at " + committedAt;
        if (committedAt.isBefore(lastCommittedAt)) {
            findings.add(Finding.Code.TIME_WRONG, place, decision, says + ", before the entry before it.");
        }
        if (coveredAt != null
                && committedAt.minusNanos(NANOS_OF_A_MICROSECOND - 1).isAfter(coveredAt)) {
            findings.add(Finding.Code.TIME_WRONG, place, decision, says + ", after the head that covers it.");
        }
        if (ofGroup != null && !ofGroup.equals(committedAt)) {
            findings.add(
                    Finding.Code.TIME_WRONG,
                    place,
                    decision,
                    says + ", and the row of its leaf hash says another time.");
        }
        lastCommittedAt = committedAt;
    }

    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json.isObject() ? json : null;
        } catch (IOException e) {
            return null;
        }
    }
}
