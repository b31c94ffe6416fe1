package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.audit.AuditEntries;
import org.plimsoll.decisionlog.DecisionEntries;
import org.plimsoll.ruleset.ContentTable;

/** The independent verifier names the same first bad record in an export of a tampered copy; exports of what it was pass. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class TamperedExportTest {
    private static final int TRIALS = Integer.getInteger("plimsoll.test.trials", 3);
    private static final long SEED = Long.getLong("plimsoll.test.seed", System.nanoTime());
    private static final Pattern FIRST = Pattern.compile("first bad record is sequence (\\d+)");

    /** An export has entries, payloads, inputs and rule files; columns, leaf hashes, subtrees and what no head covers it has not. */
    private static final Set<String> NOT_EXPORTED = Set.of(
            "column of a decision",
            "column of an event",
            "class of a decision",
            "leaf hash",
            "group",
            "past the end, without leaf hash",
            "past the end, with leaf hash, committed earlier",
            "before the beginning",
            "leaf hashes in between",
            "shared input that nobody names",
            "two leaf hashes",
            "time of a group",
            "time of a head's row",
            "time of a head, signed again",
            "heads and subtrees",
            "records, groups, heads and subtrees", // the export ends at the last head that is left
            "a head",
            "a subtree",
            "a head more, in between",
            "a head signed again as it was, with another signature beside",
            "a head of more than there is",
            "frontier",
            "subtree",
            "content of a version",
            "a version less",
            "size of a file");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestLedger live;

    @BeforeAll
    static void live() throws Exception {
        server = TestServer.start();
        live = new TestLedger(server.dataSource("plimsoll"), TestLedger.newFolder());
        live.live(1, 40);
        live.live(2, 40);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @FunctionalInterface
    private interface Written {
        void by(LogExport export) throws Exception;
    }

    private static Path export(DataSource database, Written written) throws Exception {
        Path file = Files.createTempFile(folder, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                Connection connection = database.getConnection()) {
            written.by(new LogExport(
                    connection,
                    live.origin,
                    List.of(new DecisionEntries(), new AuditEntries()),
                    new ContentTable(),
                    out));
        }
        return file;
    }

    private static String verified(Path export) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "python3",
                        "tools/verify-audit.py",
                        "--key",
                        live.keys.verifierKeys().get(0),
                        "--witness",
                        live.witnessFile.toString(),
                        export.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }

    @Test
    void exports_ofWhatNobodyTouched_pass() throws Exception {
        assertThat(verified(export(live.database, export -> export.full("all of it"))))
                .startsWith("0 verified: 96 entries");
        assertThat(verified(export(
                        live.database, export -> export.dossier(new TreeSet<>(List.of(0L, 7L, 50L, 95L)), "some"))))
                .startsWith("0 verified: 4 entries");
    }

    @Test
    void exports_ofTamperedCopies_areFound_andTheFirstBadRecordIsNamed() throws Exception {
        List<Attack> attacks = new ArrayList<>();
        Random random = new Random(SEED);
        for (List<Attack> kind : List.of(
                RecordAttacks.EDIT,
                RecordAttacks.DELETE,
                RecordAttacks.INSERT,
                RecordAttacks.SWAP,
                LogAttacks.BACKDATE,
                LogAttacks.TRUNCATE,
                LogAttacks.RECHAIN,
                LogAttacks.RECHAIN_WITH_KEY,
                TableAttacks.RULES)) {
            List<Attack> ways = new ArrayList<>(kind);
            ways.removeIf(way -> NOT_EXPORTED.contains(way.way()));
            Collections.shuffle(ways, random);
            Stream.iterate(0, i -> i + 1).limit(TRIALS).forEach(i -> attacks.add(ways.get(i % ways.size())));
        }
        List<String> failures = new ArrayList<>();
        for (Attack attack : attacks) {
            server.copy("plimsoll", "tampered");
            Long expected;
            try (Connection connection = server.superuser("tampered").getConnection()) {
                expected = attack.deed().on(new TamperedCopy(connection, random, live));
            }
            String said = verified(export(server.dataSource("tampered"), export -> export.full("all of it")));
            Matcher first = FIRST.matcher(said);
            if (!said.startsWith("1 ") || !first.find() || !first.group(1).equals(String.valueOf(expected))) {
                failures.add(attack.way() + ": expected " + expected + ", said " + said);
            }
            server.drop("tampered");
        }
        System.out.println("exports: %d failures of %d, seed %d".formatted(failures.size(), attacks.size(), SEED));
        assertThat(failures).as("-Dplimsoll.test.seed=%s", SEED).isEmpty();
    }
}
