package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.plimsoll.platform.TestDatabases;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Some time ago. Connections find a function of their own before PostgreSQL's {@code clock_timestamp}, so that what writes
 * through them is what the server has, and its commits are of then. The database takes no heads of then, so connections are a
 * superuser's, without triggers.
 *
 * @param database connections at that time
 * @param clock the time
 */
record PastClock(DataSource database, Clock clock) {
    private static final String SHIFTED = """
            CREATE SCHEMA IF NOT EXISTS past;
            CREATE OR REPLACE FUNCTION past.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
                'SELECT pg_catalog.clock_timestamp() - current_setting(''past.by'')::interval';
            GRANT USAGE ON SCHEMA past TO PUBLIC""";

    /** So long ago. The source is a superuser's, and not to be used for anything else. */
    static PastClock of(Duration by, PGSimpleDataSource administrator) throws SQLException {
        try (Connection connection = administrator.getConnection()) {
            TestDatabases.execute(connection, SHIFTED);
        }
        administrator.setOptions("-c past.by=PT" + by.toSeconds()
                + "S -c search_path=past,public,pg_catalog -c session_replication_role=replica");
        return new PastClock(administrator, Clock.offset(Clock.systemUTC(), by.negated()));
    }
}
