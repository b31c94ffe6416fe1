package org.plimsoll.decisionlog;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.UUID;

/**
 * Ids of decisions between two that are not part of it. An id begins with the milliseconds at which its decision was made,
 * so that this is a stretch of time.
 */
record IdRange(UUID low, UUID high) {
    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    /** In a UUID of version 7, the milliseconds are above the last 16 bits of the first half. */
    private static final int TIME_SHIFT = 16;

    private static final Comparator<UUID> ORDER = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** What a query has left to look at. */
    static IdRange of(DecisionQuery query) {
        Instant from = query.from();
        Instant to = query.to();
        IdRange asked = new IdRange(from == null ? LOWEST : lowestAt(from), to == null ? HIGHEST : lowestAt(to));
        UUID after = query.after();
        return after == null ? asked : asked.beyond(after, query.oldestFirst());
    }

    /** What lies beyond an id: above it when the oldest come first, else below. */
    IdRange beyond(UUID id, boolean oldestFirst) {
        return and(oldestFirst ? new IdRange(id, HIGHEST) : new IdRange(LOWEST, id));
    }

    /** What of it is in a month, in UTC. */
    IdRange in(YearMonth month) {
        return and(new IdRange(lowestAt(startOf(month)), lowestAt(startOf(month.plusMonths(1)))));
    }

    /** Whether there is no id between the two. */
    boolean isEmpty() {
        return ORDER.compare(low, high) >= 0;
    }

    /** The month of the lowest ids, in UTC. */
    YearMonth firstMonth() {
        return monthOf(low);
    }

    /** The month of the highest ids, in UTC: the month before when {@code high} is where a month begins. */
    YearMonth lastMonth() {
        long above = high.getLeastSignificantBits() == 0 ? 1 : 0;
        return monthOf(new UUID(high.getMostSignificantBits() - above, high.getLeastSignificantBits() - 1));
    }

    /** What is no decision's id and lies behind all ids of a month: above them when the oldest come first, else below. */
    static UUID behind(YearMonth month, boolean oldestFirst) {
        return lowestAt(startOf(oldestFirst ? month.plusMonths(1) : month));
    }

    private IdRange and(IdRange other) {
        return new IdRange(
                ORDER.compare(low, other.low) >= 0 ? low : other.low,
                ORDER.compare(high, other.high) <= 0 ? high : other.high);
    }

    /** When the decision of an id was made, to the millisecond. */
    static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
    }

    /** The month in which the decision of an id was made, in UTC. */
    static YearMonth monthOf(UUID id) {
        return YearMonth.from(timeOf(id).atOffset(ZoneOffset.UTC));
    }

    private static UUID lowestAt(Instant time) {
        return new UUID(time.toEpochMilli() << TIME_SHIFT, 0);
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
