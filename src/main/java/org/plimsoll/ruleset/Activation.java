package org.plimsoll.ruleset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.lifecycle.Timeline;

/**
 * An activation as recorded.
 *
 * @param sequence order of recording
 * @param ruleSet name of the rule set
 * @param version number of the version; null: from then on none is in force
 * @param contentHash identity of the version's files; null when there is no version
 * @param kind why there is one
 * @param from when it begins
 * @param expiresAt when it ends by itself; null when it does not
 * @param recordedAt when it was recorded
 * @param by who asked for it
 * @param reason why
 * @param end how it was called off or ended before its time; null when it was not
 */
public record Activation(
        long sequence,
        String ruleSet,
        @Nullable Integer version,
        @Nullable String contentHash,
        Kind kind,
        Instant from,
        @Nullable Instant expiresAt,
        Instant recordedAt,
        String by,
        String reason,
        @Nullable End end) {

    /** Why there is an activation. */
    public enum Kind {
        /** Its folder was imported at a start of the server. */
        IMPORT,
        /** An approved version. */
        REGULAR,
        /** An approved version that had been in force before. */
        ROLLBACK,
        /** One person activated it without approval. */
        BREAK_GLASS,
        /** From then on no version is in force. */
        NONE
    }

    /**
     * How an activation was called off or ended before its time.
     *
     * @param at when it ends; not after it begins when it was called off
     * @param by who ended it
     * @param reason why
     */
    public record End(Instant at, String by, String reason) {}

    /** What it is and when, as its event tells. */
    String told() {
        return LifeQueries.told(kind.name(), from, expiresAt);
    }

    /** When it ends, whatever the cause; null when it does not. */
    public @Nullable Instant until() {
        if (end == null) {
            return expiresAt;
        }
        return expiresAt == null || end.at().isBefore(expiresAt) ? end.at() : expiresAt;
    }

    Timeline.Entry entry() {
        return new Timeline.Entry(sequence, version, contentHash, from, until());
    }
}
