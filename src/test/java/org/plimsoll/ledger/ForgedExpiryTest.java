package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.audit.AuditEntries;
import org.plimsoll.decisionlog.DecisionEntries;
import org.plimsoll.decisionlog.TestDecisions;
import org.plimsoll.platform.TestDatabases;
import org.plimsoll.retention.TestExpiry;
import org.plimsoll.ruleset.ContentTable;

/**
 * Somebody who is superuser takes records away and writes an event that says they have expired, properly: with a place, a leaf
 * hash, and a head that the server then signs. The server and the independent verifier both name the first record that was taken.
 */
class ForgedExpiryTest {
    private static final Period FIVE_YEARS = Period.ofYears(5);
    private static final Instant THEN =
            Instant.now().atOffset(ZoneOffset.UTC).minusYears(5).minusMonths(2).toInstant();
    private static final YearMonth OLD = YearMonth.from(THEN.atOffset(ZoneOffset.UTC));
    private static final YearMonth NOW = YearMonth.now(ZoneOffset.UTC);

    private static TestServer server;
    private static TestLedger whole;

    private TestLedger log;
    private TamperedCopy copy;

    @BeforeAll
    static void live() throws Exception {
        server = TestServer.start();
        server.copy("plimsoll", "empty");
        whole = new TestLedger(server.dataSource("plimsoll"), TestLedger.newFolder());
        whole.ago(PastClock.of(Duration.between(THEN, Instant.now()), server.superuser("plimsoll")))
                .live(1, 20);
        whole.live(2, 20);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void copy() throws Exception {
        try (Connection connection = server.superuser("postgres").getConnection()) {
            TestDatabases.execute(connection, "DROP DATABASE IF EXISTS forged WITH (FORCE)");
        }
        server.copy("plimsoll", "forged");
        log = whole.copiedTo(server.dataSource("forged"));
        copy = new TamperedCopy(server.superuser("forged").getConnection(), new Random(1), log);
    }

    @Test
    void expiry_asTheServerDoesIt_passes() throws Exception {
        List<Long> gone = TestExpiry.expire(log.database, OLD, FIVE_YEARS);
        log.round();
        assertThat(log.verify().findings()).isEmpty();
        assertThat(script()).startsWith("0 verified: ").contains("(" + gone.size() + " expired)");
    }

    /** A dossier has the event beside the hashes of what expired; without it, it shows nothing. */
    @Test
    void dossierWithExpiredRecords_passes_withTheirEventAlone() throws Exception {
        SortedSet<Long> places = new TreeSet<>(TestExpiry.expire(log.database, OLD, FIVE_YEARS));
        log.round();
        assertThat(script(export -> export.dossier(places, "some")))
                .startsWith("1 FINDING ENTRY_MISSING sequence " + places.first());
        places.add(copy.number("SELECT max(sequence) FROM audit_event"));
        assertThat(script(export -> export.dossier(places, "some"))).startsWith("0 verified: 21 entries (20 expired)");
    }

    @Test
    void recordsOfToday_forgedAsOfAnOldMonth_areMissing() throws Exception {
        long first = recent();
        copy.sql("DELETE FROM decision WHERE sequence >= %d", first);
        TestExpiry.pretend(copy.connection, OLD, first, first + 19);
        assertFound(first, Finding.Code.ENTRY_MISSING);
    }

    @Test
    void recordsOfToday_forgedAsOfTheirMonth_areMissing() throws Exception {
        long first = recent();
        copy.sql("DELETE FROM decision WHERE sequence >= %d", first);
        TestExpiry.pretend(copy.connection, NOW, first, first + 19);
        assertFound(first, Finding.Code.ENTRY_MISSING);
    }

    @Test
    void recordsOfToday_forgedWithinAMonthThatIsOld_areMissing() throws Exception {
        long first = recent();
        long old = copy.number("SELECT min(sequence) FROM decision");
        copy.sql("DELETE FROM decision WHERE sequence BETWEEN %d AND %d OR sequence = %d", old, old + 19, first);
        TestExpiry.pretend(copy.connection, OLD, old, first);
        assertFound(old, Finding.Code.ENTRY_MISSING);
    }

    /** Clocks of the log are pushed forward: the event, and the heads after it, are of a time when the records are old. */
    @Test
    void recordsOfToday_forgedAsExpiringInTheFuture_areMissing() throws Exception {
        long first = recent();
        copy.sql("DELETE FROM decision WHERE sequence >= %d", first);
        copy.sql("CREATE SCHEMA later");
        copy.sql("CREATE FUNCTION later.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
                + " 'SELECT pg_catalog.clock_timestamp() + interval ''6 years'''");
        copy.sql("SET search_path = later, public, pg_catalog");
        TestExpiry.pretend(copy.connection, NOW, first, first + 19);
        assertFound(first, Finding.Code.ENTRY_MISSING);
    }

    /** The first head over them is five years old in an hour. */
    @Test
    void recordsThatAreAnHourTooYoung_areMissing() throws Exception {
        Duration age = Duration.between(
                Instant.now()
                        .atOffset(ZoneOffset.UTC)
                        .minusYears(5)
                        .plusHours(1)
                        .toInstant(),
                Instant.now());
        server.copy("empty", "young");
        log = new TestLedger(server.dataSource("young"), TestLedger.newFolder());
        TestLedger past = log.ago(PastClock.of(age, server.superuser("young")));
        past.live(1, 0);
        TestDecisions.write(past.database, 3, TestLedger.RULE_SET, 1, log.contentOf(1), THEN);
        past.round();
        copy = new TamperedCopy(server.superuser("young").getConnection(), new Random(1), log);
        long first = copy.number("SELECT min(sequence) FROM decision");
        copy.sql("DELETE FROM decision");
        TestExpiry.pretend(copy.connection, OLD, first, first + 2);
        assertFound(first, Finding.Code.ENTRY_MISSING);
    }

    @Test
    void eventThatCannotBe_doesNotSpeakAgainstTheOneThatCan() throws Exception {
        long first = recent();
        TestExpiry.pretend(copy.connection, OLD, first, first);
        copy.sql("UPDATE audit_event SET once = 'another' WHERE action = 'EXPIRE'");
        long forged = copy.number("SELECT max(sequence) FROM audit_event");
        TestExpiry.expire(log.database, OLD, FIVE_YEARS);
        log.round();
        assertThat(log.verify().findings())
                .extracting(Finding::code, Finding::sequence)
                .containsOnly(tuple(Finding.Code.TIME_WRONG, forged), tuple(Finding.Code.RECORD_CHANGED, forged));
        assertThat(script())
                .contains("FINDING TIME_WRONG sequence " + forged)
                .doesNotContain("ENTRY_MISSING")
                .doesNotContain("ENTRY_ADDED");
    }

    @Test
    void recordsTakenWithoutAnEvent_areMissing() throws Exception {
        long first = copy.number("SELECT min(sequence) FROM decision");
        copy.sql("DELETE FROM decision WHERE sequence = %d", first);
        assertFound(first, Finding.Code.ENTRY_MISSING);
    }

    @Test
    void moreRecordsThanTheEventNames_areMissing() throws Exception {
        List<Long> gone = TestExpiry.expire(log.database, OLD, FIVE_YEARS);
        long place = gone.get(gone.size() - 1) + 1;
        copy.sql("DELETE FROM audit_event WHERE sequence = %d", place);
        assertFound(place, Finding.Code.ENTRY_MISSING);
    }

    @Test
    void eventThatWasChangedToNameMore_isFound_andSoAreTheRecords() throws Exception {
        TestExpiry.expire(log.database, OLD, FIVE_YEARS);
        log.round();
        long first = recent();
        copy.sql("DELETE FROM decision WHERE sequence = %d", first);
        copy.sql(
                "UPDATE audit_event SET entry = replace(entry, ']]', '],[%d,%d]]') WHERE action = 'EXPIRE'",
                first, first);
        copy.leafOfText(copy.number("SELECT sequence FROM audit_event WHERE action = 'EXPIRE'"));
        assertFound(
                copy.number(
                        "SELECT min(gone) FROM generate_series(0, %d) gone WHERE NOT EXISTS"
                                + " (SELECT FROM decision WHERE sequence = gone) AND NOT EXISTS"
                                + " (SELECT FROM audit_event WHERE sequence = gone)",
                        first),
                Finding.Code.ENTRY_MISSING);
    }

    @Test
    void recordThatAnEventNames_andIsStillThere_isFound() throws Exception {
        long first = copy.number("SELECT min(sequence) FROM decision");
        TestExpiry.pretend(copy.connection, OLD, first, first);
        assertFound(first, Finding.Code.ENTRY_ADDED);
    }

    @Test
    void recordsOfAMonthThatWasHeld_areMissing() throws Exception {
        long first = copy.number("SELECT min(sequence) FROM decision");
        TestExpiry.hold(copy.connection, Instant.parse("2020-01-01T00:00:00Z"), null);
        copy.sql("DELETE FROM decision WHERE sequence = %d", first);
        TestExpiry.pretend(copy.connection, OLD, first, first);
        log.round();
        assertThat(firstBad().sequence()).isEqualTo(first);
        assertThat(firstBad().code()).isEqualTo(Finding.Code.ENTRY_MISSING);
    }

    @Test
    void secondEventOfAMonth_isNotBelieved() throws Exception {
        TestExpiry.expire(log.database, OLD, FIVE_YEARS);
        long event = copy.number("SELECT min(sequence) FROM audit_event");
        copy.sql("DELETE FROM audit_event WHERE sequence = %d", event);
        copy.sql("UPDATE audit_event SET once = NULL WHERE action = 'EXPIRE'");
        TestExpiry.pretend(copy.connection, OLD, event, event);
        log.round();
        assertThat(firstBad().sequence()).isEqualTo(event);
        assertThat(firstBad().code()).isEqualTo(Finding.Code.ENTRY_MISSING);
    }

    private long recent() throws Exception {
        return copy.number("SELECT min(sequence) FROM decision WHERE id > decision_id_at(now() - interval '1 day')");
    }

    private Finding firstBad() throws Exception {
        return Objects.requireNonNull(log.verify().firstBad(), "nothing was found");
    }

    /** By the server and by the script, which share no code. */
    private void assertFound(long place, Finding.Code code) throws Exception {
        log.round();
        Finding first = firstBad();
        assertThat(first.sequence()).as(first.message()).isEqualTo(place);
        assertThat(first.code()).isEqualTo(code);
        assertThat(script())
                .startsWith("1 FINDING ")
                .contains("FINDING " + code + " sequence " + place + ": ")
                .contains("the first bad record is sequence " + place);
    }

    private String script() throws Exception {
        return script(export -> export.full("all of it"));
    }

    @FunctionalInterface
    private interface Written {
        void by(LogExport export) throws Exception;
    }

    private String script(Written written) throws Exception {
        Path file = Files.createTempFile(TestLedger.newFolder(), "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                Connection connection = log.database.getConnection()) {
            written.by(new LogExport(
                    connection,
                    log.origin,
                    List.of(new DecisionEntries(), new AuditEntries()),
                    new ContentTable(),
                    out));
        }
        Process process = new ProcessBuilder(
                        "python3",
                        "tools/verify-audit.py",
                        "--key",
                        log.keys.verifierKeys().get(0),
                        "--witness",
                        log.witnessFile.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }
}
