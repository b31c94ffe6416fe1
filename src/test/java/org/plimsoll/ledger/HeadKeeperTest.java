package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.decisionlog.TestDecisions;
import org.plimsoll.merkle.NoteSigner;
import org.plimsoll.merkle.NoteVerifier;
import org.postgresql.ds.PGSimpleDataSource;

/** A keeper goes on from what its witness has seen, and from nothing else; several keepers bring the same to each witness. */
class HeadKeeperTest {
    private static TestServer server;
    private static TestLedger live;

    @BeforeAll
    static void live() throws Exception {
        server = TestServer.start();
        live = new TestLedger(server.dataSource("plimsoll"), TestLedger.newFolder());
        live.live(1, 60);
        server.copy("plimsoll", "backup");
        server.copy("plimsoll", "fork");
        live.live(2, 60);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A round on a copy that was tampered with, by a keeper that has seen the log as it was. */
    private static void round(String name, LedgerKeys keys, String origin) throws Exception {
        TestLedger copy = live.copiedTo(server.dataSource(name));
        HeadKeeper keeper = HeadKeeper.resume(
                server.dataSource(name), origin, keys, FileWitness.open(copy.witnessFile), Clock.systemUTC());
        try {
            keeper.round();
        } finally {
            keeper.close();
        }
    }

    private static void tampered(String name, Attack.Deed deed) throws Exception {
        server.copy("plimsoll", name);
        try (Connection connection = server.superuser(name).getConnection()) {
            deed.on(new TamperedCopy(connection, new Random(1), live));
        }
    }

    private static void isRefused(String name, String sentence) {
        assertThatThrownBy(() -> round(name, live.keys, live.origin))
                .isInstanceOf(BrokenLedger.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void round_onACopyThatNobodyTouched_goesOn() throws Exception {
        server.copy("plimsoll", "untouched");
        TestDecisions.write(server.dataSource("untouched"), 3, TestLedger.RULE_SET, 1, live.contentOf(1));
        assertThatCode(() -> round("untouched", live.keys, live.origin)).doesNotThrowAnyException();
    }

    @Test
    void round_onAnEarlierCopy_isRefused_alsoWhenItGoesOn() throws Exception {
        isRefused("backup", "the end of the log is missing");
        TestDecisions.write(server.dataSource("backup"), 3, TestLedger.RULE_SET, 1, live.contentOf(1));
        isRefused("backup", "the end of the log is missing");
    }

    @Test
    void round_onAForkThatIsLonger_isRefused() throws Exception {
        // Its heads are signed by the same key, with a witness of its own.
        Path witness = TestLedger.newFolder().resolve("witness.ndjson");
        HeadKeeper keeper = HeadKeeper.resume(
                server.dataSource("fork"), live.origin, live.keys, FileWitness.open(witness), Clock.systemUTC());
        TestDecisions.write(server.dataSource("fork"), 200, TestLedger.RULE_SET, 1, live.contentOf(1));
        keeper.round();
        keeper.close();
        isRefused("fork", "is not that of what the witness has seen and the leaves after it");
    }

    @Test
    void round_onALogWithoutItsEnd_isRefused() throws Exception {
        tampered("truncated", copy -> {
            copy.sql("DELETE FROM ledger_head WHERE tree_size > 30");
            return null;
        });
        isRefused("truncated", "the end of the log is missing");
        tampered("ungrouped", copy -> {
            copy.sql("DELETE FROM ledger_group WHERE first_sequence > 30");
            return null;
        });
        isRefused("ungrouped", "has leaf hashes of");
    }

    @Test
    void round_onALogChainedAgain_isRefused() throws Exception {
        tampered("rechained", copy -> {
            copy.sql("UPDATE decision SET entry = replace(entry, 'bank-1', 'bank-7') WHERE account = 'bank-1'");
            copy.rechain(TamperedCopy.Signing.SAME_KEY, LogAttacks.otherKeys());
            return null;
        });
        isRefused("rechained", "is not the one the witness has seen");
        TestDecisions.write(server.dataSource("rechained"), 3, TestLedger.RULE_SET, 1, live.contentOf(1));
        isRefused("rechained", "is not the one the witness has seen");
    }

    @Test
    void round_onHeadsOfAnotherKey_isRefused() throws Exception {
        server.copy("plimsoll", "other_key");
        TestDecisions.write(server.dataSource("other_key"), 3, TestLedger.RULE_SET, 1, live.contentOf(1));
        // Somebody signs with a key of their own, believing the present one too.
        LedgerKeys both = LedgerKeys.of(
                NoteSigner.of("another", NoteSigner.newPem()),
                live.keys.verifierKeys().stream().map(NoteVerifier::of).toList());
        round("other_key", both, live.origin);
        isRefused("other_key", "is not signed with a known key");
    }

    @Test
    void resume_withTheWitnessOfAnotherLog_isRefused() {
        assertThatThrownBy(() -> round("plimsoll", live.keys, "plimsoll/another"))
                .isInstanceOf(BrokenLedger.class)
                .hasMessageContaining("and the database holds the log plimsoll/another");
    }

    @Test
    void resume_withAWitnessThatWasChanged_isRefused() throws Exception {
        List<String> lines = Files.readAllLines(live.witnessFile);
        List<List<String>> damaged = List.of(
                lines.subList(1, lines.size()),
                without(lines, lines.size() / 2),
                List.of(lines.get(0).replace("\"leaves\":\"", "\"leaves\":\"" + "A".repeat(42) + "=")),
                List.of(lines.get(0).replaceFirst("time 20", "time 21")));
        for (List<String> some : damaged) {
            Path file = TestLedger.newFolder().resolve("witness.ndjson");
            Files.write(file, some);
            assertThatThrownBy(() -> HeadKeeper.resume(
                            live.database, live.origin, live.keys, FileWitness.open(file), Clock.systemUTC()))
                    .isInstanceOfAny(BrokenLedger.class, IOException.class);
        }
    }

    private static List<String> without(List<String> lines, int index) {
        List<String> others = new ArrayList<>(lines);
        others.remove(index);
        return others;
    }

    /** Two servers commit and keep heads at once; another comes late, with an empty file. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepers_ofOneDatabase_bringTheSameToEachWitness(long seed) throws Exception {
        String name = "shared_" + seed;
        server.copy("plimsoll", name);
        PGSimpleDataSource database = server.dataSource(name);
        String content = live.contentOf(1);
        List<TestLedger> servers = List.of(live.copiedTo(database), live.copiedTo(database));
        List<Throwable> problems = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            TestLedger one = servers.get(i);
            Random random = new Random(seed * 10 + i);
            threads.add(new Thread(() -> run(problems, () -> keep(one, new Random(random.nextLong())))));
            threads.add(new Thread(() -> run(problems, () -> {
                for (int group = 0; group < 25; group++) {
                    TestDecisions.write(database, 1 + random.nextInt(9), TestLedger.RULE_SET, 1, content);
                    Thread.sleep(random.nextInt(8));
                }
            })));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(problems).isEmpty();
        TestLedger late = live.copiedTo(database);
        Files.delete(late.witnessFile);
        for (TestLedger one : List.of(servers.get(0), servers.get(1), late, servers.get(0))) {
            one.round();
            assertThat(one.verify().findings()).isEmpty();
            assertThat(one.verify().unwitnessed()).isZero();
        }
        assertThat(leaves(servers.get(0))).isEqualTo(leaves(servers.get(1))).isEqualTo(leaves(late));
    }

    private static void keep(TestLedger one, Random random) throws Exception {
        HeadKeeper keeper = HeadKeeper.resume(
                one.database, one.origin, one.keys, FileWitness.open(one.witnessFile), Clock.systemUTC());
        for (int round = 0; round < 40; round++) {
            keeper.round();
            Thread.sleep(random.nextInt(10));
        }
        keeper.close();
    }

    private static byte[] leaves(TestLedger one) throws Exception {
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        FileWitness.reading(one.witnessFile).read(head -> leaves.writeBytes(head.leaves()));
        return leaves.toByteArray();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static void run(List<Throwable> problems, Work work) {
        try {
            work.run();
        } catch (Throwable e) {
            problems.add(e);
        }
    }
}
