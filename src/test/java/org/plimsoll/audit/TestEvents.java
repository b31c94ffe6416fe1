package org.plimsoll.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plimsoll.security.Caller;

/** Writes audit events without a server. */
public final class TestEvents {
    private static final Caller AUTHOR = new Caller("author", List.of("author"));

    private TestEvents() {}

    /** Records a step on a version. */
    public static void write(
            DataSource database, String action, String ruleSet, int version, @Nullable String contentHash)
            throws SQLException {
        AuditEntry entry = AuditEntry.of(AUTHOR, action, ruleSet, version)
                .content(contentHash)
                .states("DRAFT", "DRAFT")
                .because("as agreed \u00fc");
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            AuditTable.write(connection, List.of(AuditTable.Event.done(entry)));
            connection.commit();
        }
    }
}
