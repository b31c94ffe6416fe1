package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.decisionlog.TestDecisions;
import org.plimsoll.platform.TestDatabases;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whatever somebody does to a copy of the database who is its superuser, and who holds the key that signs heads, is found, and
 * the first record that is bad is named; of copies that nobody touched nothing is said. {@code -Dplimsoll.test.trials=60} tries
 * every way, each on several records.
 */
class TamperTest {
    private static final int TRIALS = Integer.getInteger("plimsoll.test.trials", 4);
    private static final String KIND = System.getProperty("plimsoll.test.kind", ".*");
    private static final long SEED = Long.getLong("plimsoll.test.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, List<Attack>> KINDS = Map.ofEntries(
            Map.entry("edit", RecordAttacks.EDIT),
            Map.entry("delete", RecordAttacks.DELETE),
            Map.entry("insert", RecordAttacks.INSERT),
            Map.entry("swap", RecordAttacks.SWAP),
            Map.entry("backdate", LogAttacks.BACKDATE),
            Map.entry("truncate", LogAttacks.TRUNCATE),
            Map.entry("chain again without the key", LogAttacks.RECHAIN),
            Map.entry("chain again with the key", LogAttacks.RECHAIN_WITH_KEY),
            Map.entry("rule files", TableAttacks.RULES),
            Map.entry("lives of versions", TableAttacks.LIVES),
            Map.entry("definitions", DefinitionAttacks.DEFINITION),
            Map.entry("odd damage", DefinitionAttacks.ODD));

    private static TestServer server;
    private static TestLedger live;
    private static final List<Tally> TALLIES = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void live() throws Exception {
        server = TestServer.start();
        live = new TestLedger(server.dataSource("plimsoll"), TestLedger.newFolder());
        live.live(1, 120);
        server.copy("plimsoll", "backup");
        server.copy("plimsoll", "fork");
        TestLedger fork = live.copiedTo(server.dataSource("fork"));
        fork.live(2, 140);
        live.live(2, 160);
        try (Connection connection = live.database.getConnection()) {
            TestDatabases.execute(connection, "SELECT decision_month(timestamptz '2026-01-15 00:00Z')");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        System.out.println(Tally.table(TALLIES));
    }

    @TestFactory
    List<DynamicTest> tamperedCopies_areFound_andTheFirstBadRecordIsNamed() {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getKey().matches(KIND))
                .sorted(Map.Entry.comparingByKey())
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> trials(kind.getKey(), kind.getValue())))
                .toList();
    }

    private static void trials(String kind, List<Attack> ways) throws Exception {
        Random random = new Random(SEED ^ kind.hashCode());
        List<Attack> order = new ArrayList<>(ways);
        Tally tally = new Tally(kind);
        TALLIES.add(tally);
        List<String> failures = new ArrayList<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            if (trial % order.size() == 0) {
                Collections.shuffle(order, random);
            }
            Attack attack = order.get(trial % order.size());
            trial(tally, attack, random, failures);
        }
        System.out.println(
                "%s: %d failures of %d, seed %d: %s".formatted(kind, failures.size(), TRIALS, SEED, failures));
        assertThat(failures).as("%s, -Dplimsoll.test.seed=%s", kind, SEED).isEmpty();
    }

    private static void trial(Tally tally, Attack attack, Random random, List<String> failures) throws Exception {
        server.copy("plimsoll", "tampered");
        try (Connection connection = server.superuser("tampered").getConnection()) {
            @Nullable Long expected = attack.deed().on(new TamperedCopy(connection, random, live));
            judge(tally, attack.way(), expected, server.dataSource("tampered"), failures);
        } catch (Exception e) {
            failures.add(attack.way() + ", which cannot be done: " + e);
        } finally {
            server.drop("tampered");
        }
    }

    private static void judge(
            Tally tally, String way, @Nullable Long expected, PGSimpleDataSource copy, List<String> failures) {
        try {
            Verification verification = Assertions.assertTimeoutPreemptively(
                    PATIENCE, () -> live.verifier(copy).verify(FileWitness.reading(live.witnessFile)));
            Finding first = verification.firstBad();
            boolean found = verification.outcome().equals("damaged") && first != null;
            boolean named = expected == null || first != null && expected.equals(first.sequence());
            tally.add(found, expected != null, named);
            if (!found || !named) {
                failures.add(way + ": expected " + expected + ", found " + first);
            }
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            tally.add(false, expected != null, false);
            failures.add(way + ": " + trace);
        }
    }

    /** The end of a log that has gone on since is missing, from the first entry that came after. */
    @Test
    void earlierCopy_isFound() throws Exception {
        Tally tally = new Tally("earlier copy");
        TALLIES.add(tally);
        List<String> failures = new ArrayList<>();
        for (String way : List.of("backup", "fork")) {
            long size;
            try (Connection connection = server.superuser("backup").getConnection()) {
                size = new TamperedCopy(connection, new Random(SEED), live).size();
            }
            judge(tally, way, size, server.dataSource(way), failures);
        }
        assertThat(failures).isEmpty();
    }

    /** The verifier reads the witness first, and the log is written to all the while. */
    @Test
    void logThatIsBeingWritten_isVerified() throws Exception {
        server.copy("plimsoll", "busy");
        TestLedger busy = live.copiedTo(server.dataSource("busy"));
        String content = busy.contentOf(1);
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> problems = Collections.synchronizedList(new ArrayList<>());
        Random pause = new Random(SEED);
        Thread writer = new Thread(() -> {
            try {
                HeadKeeper keeper = HeadKeeper.resume(
                        busy.database, busy.origin, busy.keys, FileWitness.open(busy.witnessFile), Clock.systemUTC());
                while (!done.get()) {
                    TestDecisions.write(busy.database, 7, TestLedger.RULE_SET, 1, content);
                    keeper.round();
                    Thread.sleep(pause.nextInt(100));
                }
            } catch (Throwable e) {
                problems.add(e);
            }
        });
        writer.start();
        Tally tally = new Tally("nobody touched it");
        TALLIES.add(tally);
        try {
            for (int trial = 0; trial < TRIALS; trial++) {
                Verification verification = busy.verify();
                tally.clean(verification.findings().isEmpty());
                assertThat(verification.findings()).isEmpty();
            }
        } finally {
            done.set(true);
            writer.join();
        }
        assertThat(problems).isEmpty();
    }
}
