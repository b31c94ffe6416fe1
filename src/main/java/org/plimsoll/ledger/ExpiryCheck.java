package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells entries that retention took from entries that somebody else took away: an event of the log has to say so, and what it
 * says has to be possible. A record is at least as old as the first signed head that covers it, so nothing is believed of
 * entries whose first head is not five years older than the event, whatever month the event names.
 */
final class ExpiryCheck {
    /** No setting makes decisions expire sooner; the database's function has the same. */
    private static final int YEARS_KEPT = 5;

    /** How far the database's clock may be ahead of this one. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private final Findings findings;
    private final HeadCheck heads;
    private final Instant now;
    private final HeldMonths holds = new HeldMonths();
    private final TreeMap<Long, LeafReader.Stretch> missing = new TreeMap<>();
    private final List<Expiry> expiries = new ArrayList<>();
    private final Set<YearMonth> months = new HashSet<>();
    private long expired;

    ExpiryCheck(Findings findings, HeadCheck heads, Instant now) {
        this.findings = findings;
        this.heads = heads;
        this.now = now;
    }

    /** There is no entry at a place. Places come in their order. */
    void missing(long place) {
        Map.Entry<Long, LeafReader.Stretch> before = missing.lastEntry();
        long from = before != null && before.getValue().to() == place ? before.getKey() : place;
        missing.put(from, new LeafReader.Stretch(from, place + 1));
    }

    /** An entry that is what was written to the log. */
    void entry(long place, JsonNode entry) {
        holds.entry(place, entry);
        if (Expiry.isOne(entry)) {
            try {
                expiries.add(Expiry.of(place, entry));
            } catch (IllegalArgumentException e) {
                impossible(place, e.getMessage());
            }
        }
    }

    /** Compares what is missing with what expired. */
    void finish() throws SQLException {
        for (Expiry expiry : expiries) {
            String why = whyNot(expiry);
            if (why != null) {
                impossible(expiry.sequence(), why);
                continue;
            }
            months.add(expiry.month());
            expiry.stretches().forEach(stretch -> take(expiry, stretch));
        }
        for (LeafReader.Stretch left : missing.values()) {
            for (long place = left.from(); place < left.to(); place++) {
                findings.add(Finding.Code.ENTRY_MISSING, place, "Entry " + place + " is missing.");
            }
        }
    }

    /** Why an event says what cannot be, as a part of a sentence; null when it can. */
    private @Nullable String whyNot(Expiry expiry) throws SQLException {
        Instant end = expiry.month()
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (later(end).isAfter(expiry.committedAt())) {
            return "are of " + expiry.month() + ", which is not " + YEARS_KEPT + " years before it";
        }
        if (expiry.committedAt().isAfter(now.plus(CLOCKS))) {
            return "expired at " + expiry.committedAt() + ", which has not come";
        }
        if (months.contains(expiry.month())) {
            return "are of " + expiry.month() + ", which had expired before";
        }
        Long hold = holds.holding(expiry.month(), expiry.sequence());
        if (hold != null) {
            return "are of " + expiry.month() + ", which the hold of entry " + hold + " kept";
        }
        for (LeafReader.Stretch stretch : expiry.stretches()) {
            Instant signed = heads.firstSignedOver(stretch.to() - 1);
            if (signed == null || later(signed).isAfter(expiry.committedAt())) {
                return "include entry " + (stretch.to() - 1) + ", which no signed head of " + YEARS_KEPT
                        + " years before covers";
            }
        }
        return null;
    }

    private static Instant later(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).plusYears(YEARS_KEPT).toInstant();
    }

    private void take(Expiry expiry, LeafReader.Stretch stretch) {
        long place = stretch.from();
        while (place < stretch.to()) {
            Map.Entry<Long, LeafReader.Stretch> here = missing.floorEntry(place);
            if (here == null || here.getValue().to() <= place) {
                findings.add(
                        Finding.Code.ENTRY_ADDED,
                        place,
                        "Entry " + place + " is there, and entry " + expiry.sequence() + " says that it expired.");
                place++;
                continue;
            }
            long end = Math.min(stretch.to(), here.getValue().to());
            missing.remove(here.getKey());
            keep(here.getKey(), place);
            keep(end, here.getValue().to());
            expired += end - place;
            place = end;
        }
    }

    private void keep(long from, long to) {
        if (from < to) {
            missing.put(from, new LeafReader.Stretch(from, to));
        }
    }

    private void impossible(long place, @Nullable String why) {
        findings.add(
                Finding.Code.TIME_WRONG,
                place,
                "Entry " + place + " says that entries expired that cannot have: they " + why + ".");
    }

    /** Entries that expired. */
    long expired() {
        return expired;
    }
}
