package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Rules are found by what was in them, and do not push out those that evaluations use. */
@QuarkusTest
class RecordedRuleSetsTest {
    /** A number that no version has, so that no evaluation has it in memory. */
    private static final int NOT_LOADED = 900;

    @Inject
    RecordedRuleSets recorded;

    @Inject
    ActiveRuleSets active;

    @Inject
    DataSource database;

    private static String draft(String name, String rate) {
        int version = Lifecycles.draft("author", name, Lifecycles.files(name, rate, "0"));
        return Lifecycles.hash(name, version);
    }

    @Test
    void content_isCompiled_whateverTheStateOfItsVersion_andKeptApart() {
        String name = Lifecycles.newName();
        String hash = draft(name, "0.1");
        try (RuleSetLease first = recorded.load(name, NOT_LOADED, hash);
                RuleSetLease second = recorded.load(name, NOT_LOADED, hash)) {
            assertThat(first.contentHash()).isEqualTo(hash);
            assertThat(first.compiled().rules()).hasSize(1);
            assertThat(second.compiled()).as("compiled once").isSameAs(first.compiled());
        }
        assertThat(active.loaded()).extracting(LoadedVersion::ruleSet).doesNotContain(name);
    }

    @Test
    void rules_thatAreInUse_stayOpen_whileOthersPushThemOut() {
        String name = Lifecycles.newName();
        String hash = draft(name, "0.1");
        try (RuleSetLease held = recorded.load(name, NOT_LOADED, hash)) {
            for (int number = 1; number <= 8; number++) {
                recorded.load(name, NOT_LOADED + number, hash).close();
            }
            try (RuleSetLease again = recorded.load(name, NOT_LOADED, hash)) {
                assertThat(again.compiled()).as("pushed out").isNotSameAs(held.compiled());
            }
            assertThat(held.compiled().fire(java.util.List.of())).isEmpty();
        }
    }

    @Test
    void files_thatAreNotThoseOfTheHash_areNamedByTheirOwn() throws SQLException {
        String name = Lifecycles.newName();
        String hash = draft(name, "0.2");
        String mislabelled = "e".repeat(52) + name.substring(1);
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO rule_set_content (content_hash, path, sha256, size)"
                                + " SELECT ?, path, sha256, size FROM rule_set_content WHERE content_hash = ?")) {
            insert.setString(1, mislabelled);
            insert.setString(2, hash);
            insert.executeUpdate();
        }
        try (RuleSetLease lease = recorded.load(name, NOT_LOADED, mislabelled)) {
            assertThat(lease.contentHash()).isEqualTo(hash);
        }
    }

    @Test
    void files_thatAreNotThere_areRefused() {
        assertThatThrownBy(() -> recorded.load("gone", 1, "0".repeat(64)))
                .isInstanceOf(VersionUnusable.class)
                .hasMessage("Version 1 of rule set 'gone' cannot be used: its files are not in the database");
    }

    @Test
    void files_thatDoNotCompile_areRefused_eachErrorInItsPlace() {
        String name = Lifecycles.newName();
        String hash = draft(name, "0.1B *");
        assertThatThrownBy(() -> recorded.load(name, NOT_LOADED, hash))
                .isInstanceOfSatisfying(
                        VersionUnusable.class,
                        refused -> assertThat(refused.toDetail().errors().get(0).file())
                                .isEqualTo("deposit.drl"));
    }
}
