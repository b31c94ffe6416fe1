package org.plimsoll.platform;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database cannot be reached, or takes no work. */
public final class DatabaseUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 20;

    DatabaseUnavailable(Throwable cause) {
        super(
                503,
                "DATABASE_UNAVAILABLE",
                "The database cannot be reached. Try again.",
                List.of(),
                Duration.ofSeconds(2),
                cause);
    }

    /** Whether a failure came from a database that cannot be reached, rather than from what it was asked. */
    static boolean isCauseOf(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException sql && isConnection(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** SQLSTATE classes 08 (connection), 53 (resources) and 57P (operator's doing); the pool gives none on a timeout. */
    private static boolean isConnection(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P");
    }
}
