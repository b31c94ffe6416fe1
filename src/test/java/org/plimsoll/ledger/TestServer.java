package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;
import org.postgresql.ds.PGSimpleDataSource;

/** A database server of a test's own, with the server's tables in the database plimsoll, and copies of it. */
final class TestServer implements AutoCloseable {
    private final EmbeddedDatabase database;

    private TestServer(EmbeddedDatabase database) {
        this.database = database;
    }

    static TestServer start() {
        EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.newFolder());
        TestDatabases.migrate(database);
        return new TestServer(database);
    }

    /** Connects as the server does. */
    PGSimpleDataSource dataSource(String name) {
        PGSimpleDataSource source = TestDatabases.dataSource(database);
        source.setDatabaseName(name);
        return source;
    }

    PGSimpleDataSource superuser(String name) {
        PGSimpleDataSource source = TestDatabases.administrator(database);
        source.setDatabaseName(name);
        return source;
    }

    void copy(String from, String to) throws SQLException {
        administer("CREATE DATABASE " + to + " TEMPLATE " + from + " OWNER plimsoll");
    }

    void drop(String name) throws SQLException {
        administer("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void administer(String statement) throws SQLException {
        try (Connection connection = superuser("postgres").getConnection()) {
            TestDatabases.execute(connection, statement);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
