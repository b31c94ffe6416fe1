package org.plimsoll.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.TestEvents;
import org.plimsoll.decisionlog.DecisionExpired;
import org.plimsoll.security.Caller;

/** Lets months expire and holds them without a server. */
public final class TestExpiry {
    private TestExpiry() {}

    /** Drops a month, with its event, in one transaction. Gives the places of its entries. */
    public static List<Long> expire(DataSource database, YearMonth month, Period kept) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            ExpiredMonth expired = MonthExpiry.drop(connection, month, kept);
            TestEvents.write(connection, event(expired));
            connection.commit();
            return expired.stretches().stream()
                    .flatMap(stretch -> LongStream.rangeClosed(stretch.first(), stretch.last())
                            .boxed())
                    .toList();
        }
    }

    /** Only the event, of places from one to another, as somebody might forge it. */
    public static void pretend(Connection connection, YearMonth month, long first, long last) throws SQLException {
        TestEvents.write(connection, event(new ExpiredMonth(month, List.of(new ExpiredMonth.Stretch(first, last)))));
    }

    private static AuditEntry event(ExpiredMonth expired) {
        return AuditEntry.of(Caller.SERVER, "EXPIRE", expired).once(DecisionExpired.NAME + expired.month());
    }

    /** Places a hold, with its event, in a transaction under way. */
    public static UUID hold(Connection connection, Instant from, @Nullable Instant to) throws SQLException {
        HeldPeriod period = HeldPeriod.of(UUID.randomUUID(), from, to);
        insertHold(connection, period);
        TestEvents.write(
                connection,
                AuditEntry.of(new Caller("admin", List.of("admin")), "PLACE_HOLD", period)
                        .because("a dispute"));
        return period.hold();
    }

    private static void insertHold(Connection connection, HeldPeriod period) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO legal_hold (id, held_from, held_to, reason, placed_by)"
                        + " VALUES (?, ?::timestamptz, ?::timestamptz, 'a dispute', 'admin')")) {
            insert.setObject(1, period.hold());
            insert.setString(2, period.from().toString());
            insert.setString(3, period.to() == null ? null : period.to().toString());
            insert.executeUpdate();
        }
    }

    /** Releases a hold, with its event. */
    public static void release(Connection connection, UUID hold) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO legal_hold_release (hold, reason, released_by) VALUES (?, 'settled', 'admin')")) {
            insert.setObject(1, hold);
            insert.executeUpdate();
        }
        TestEvents.write(
                connection,
                AuditEntry.of(
                                new Caller("admin", List.of("admin")),
                                "RELEASE_HOLD",
                                json -> json.text("hold", hold.toString()))
                        .because("settled"));
    }
}
