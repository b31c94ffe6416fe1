package org.plimsoll.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.security.Caller;

/** Writes audit events without a server. */
public final class TestEvents {
    private TestEvents() {}

    /** Records that somebody did something, at the end of a transaction. */
    public static void write(Connection connection, AuditEntry entry) throws SQLException {
        AuditTable.write(connection, List.of(AuditTable.Event.done(entry)));
    }

    /** An event as {@link #write} takes it, with a reason. */
    public static AuditEntry of(String actor, String action, String ruleSet, @Nullable Integer version) {
        return AuditEntry.of(new Caller(actor, List.of(actor)), action, ruleSet, version)
                .because("as agreed \u00fc");
    }
}
