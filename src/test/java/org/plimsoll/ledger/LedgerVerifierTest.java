package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plimsoll.platform.EmbeddedDatabase;
import org.plimsoll.platform.TestDatabases;

/** What was not tampered with verifies, and the tables are defined as the list says. */
class LedgerVerifierTest {
    private static EmbeddedDatabase database;
    private static TestLedger ledger;

    @BeforeAll
    static void live() throws Exception {
        database = EmbeddedDatabase.start(TestDatabases.newFolder());
        TestDatabases.migrate(database);
        ledger = new TestLedger(TestDatabases.dataSource(database), TestLedger.newFolder());
        ledger.live(1, 300);
        ledger.live(2, 300);
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            TestDatabases.execute(connection, "SELECT decision_month(timestamptz '2026-01-15 00:00Z')");
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void verify_logThatNobodyTouched_isVerified() throws Exception {
        Verification verification = ledger.verify();
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.outcome()).isEqualTo("verified");
        assertThat(verification.entries()).isEqualTo(616);
        assertThat(verification.treeSize()).isEqualTo(616);
        assertThat(verification.witnessed()).isEqualTo(616);
        assertThat(verification.unwitnessed()).isZero();
    }

    /** The list is written anew with {@code -Dplimsoll.write-definition=true}, to be read by whoever changes a migration. */
    @Test
    void definition_ofWhatTheMigrationsMake_isTheList() throws Exception {
        SortedSet<String> lines;
        try (Connection connection = TestDatabases.dataSource(database).getConnection()) {
            lines = TableDefinitions.read(connection);
        }
        Path list = Path.of("src/main/resources/db/definition.txt");
        if (Boolean.getBoolean("plimsoll.write-definition")) {
            Files.writeString(list, String.join("\n", lines) + "\n");
        }
        assertThat(Files.readAllLines(list)).containsExactlyElementsOf(lines);
    }
}
