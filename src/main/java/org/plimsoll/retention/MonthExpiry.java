package org.plimsoll.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.audit.AuditLog;
import org.plimsoll.decisionlog.DecisionExpired;
import org.plimsoll.security.Caller;

/** Has the database drop months of decisions, each in one transaction with the event that tells of it. */
@Singleton
final class MonthExpiry {
    private static final String DUE = """
            SELECT month FROM (SELECT to_date(substr(relname, 10), 'YYYY_MM') AS month
                FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = to_regclass('decision')) months
            WHERE decision_month_is_old(month, ?, clock_timestamp()) AND NOT decision_month_is_held(month)
            ORDER BY month""";
    private static final String EXPIRE = "SELECT first, last FROM expire_decisions(?, ?)";
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(7746545, 6)";

    /** A month's places are gone through before it is dropped. */
    private static final int TIMEOUT_SECONDS = 3_600;

    private final DataSource database;
    private final AuditLog audit;

    MonthExpiry(DataSource database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Months that are old enough and not held, the oldest first. */
    List<YearMonth> due(Period kept) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setInt(1, (int) kept.toTotalMonths());
            try (ResultSet row = select.executeQuery()) {
                List<YearMonth> months = new ArrayList<>();
                while (row.next()) {
                    months.add(YearMonth.from(row.getObject(1, LocalDate.class)));
                }
                return months;
            }
        }
    }

    /**
     * Drops a month.
     *
     * @return what it was; nothing when another server is at it
     * @throws org.plimsoll.ledger.LedgerSuspended when the log takes no events
     * @throws io.quarkus.narayana.jta.QuarkusTransactionException when the database refuses; its cause says why
     */
    Optional<ExpiredMonth> expire(YearMonth month, Period kept) {
        return QuarkusTransaction.requiringNew().timeout(TIMEOUT_SECONDS).call(() -> {
            try (Connection connection = database.getConnection()) {
                if (!isFirst(connection)) {
                    return Optional.empty();
                }
                ExpiredMonth expired = drop(connection, month, kept);
                audit.done(AuditEntry.of(Caller.SERVER, "EXPIRE", expired)
                        .once(DecisionExpired.NAME + month)
                        .detail(expired.decisions() + " decisions of " + month + ", which are kept for " + kept));
                return Optional.of(expired);
            }
        });
    }

    private static boolean isFirst(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement();
                ResultSet row = lock.executeQuery(TRY_LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** In a transaction under way, whose end drops it. */
    static ExpiredMonth drop(Connection connection, YearMonth month, Period kept) throws SQLException {
        try (PreparedStatement expire = connection.prepareStatement(EXPIRE)) {
            expire.setObject(1, month.atDay(1));
            expire.setInt(2, (int) kept.toTotalMonths());
            try (ResultSet row = expire.executeQuery()) {
                List<ExpiredMonth.Stretch> stretches = new ArrayList<>();
                while (row.next()) {
                    stretches.add(new ExpiredMonth.Stretch(row.getLong(1), row.getLong(2)));
                }
                return new ExpiredMonth(month, stretches);
            }
        }
    }
}
