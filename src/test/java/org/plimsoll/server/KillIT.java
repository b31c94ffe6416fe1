package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.platform.TestDatabases;

/**
 * The server, or its PostgreSQL, is killed with SIGKILL at random instants under load. Every decision that was answered
 * must be in the log afterwards, with the bytes of its request and of its result; and nobody may have to help.
 *
 * <p>{@code -Dplimsoll.test.kills=50} for the full count, half of the server and half of PostgreSQL;
 * {@code -Dplimsoll.test.seed=N} for the instants of an earlier run.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("plimsoll.test.kills", 6);
    private static final long SEED = Long.getLong("plimsoll.test.seed", System.nanoTime());
    private static final int LONGEST_WAIT_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AFTERMATH = Duration.ofMillis(250);
    private static final String RULE_SET = "killed";

    private final Random random = new Random(SEED);
    private final Map<Victim, Tally> tallies = new EnumMap<>(Victim.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What is killed. */
    private enum Victim {
        SERVER("the server"),
        POSTMASTER("PostgreSQL: its main process"),
        BACKEND("PostgreSQL: one of the others"),
        EVERY_PROCESS("PostgreSQL: all processes");

        private final String title;

        Victim(String title) {
            this.title = title;
        }
    }

    /** What came of the kills of one victim. */
    private static final class Tally {
        private int kills;
        private int acknowledged;
        private int missing;
        private int different;
        private final List<Long> recoveredMillis = new ArrayList<>();

        String row(String title) {
            recoveredMillis.sort(Comparator.naturalOrder());
            return "%-30s %5d %12d %8d %9d %9s %9s"
                    .formatted(
                            title,
                            kills,
                            acknowledged,
                            missing,
                            different,
                            seconds(recoveredMillis.get(recoveredMillis.size() / 2)),
                            seconds(recoveredMillis.get(recoveredMillis.size() - 1)));
        }

        private static String seconds(long millis) {
            return "%.1f s".formatted(millis / 1_000.0);
        }
    }

    @Test
    void everyDecisionThatWasAnswered_isInTheLog_whateverIsKilled() throws Exception {
        Path data = TestDatabases.newFolder();
        Map<String, String> settings = settings(data);
        Path acknowledgements = Path.of("target", "kill-acknowledged.txt");
        System.out.printf("%d kills, -Dplimsoll.test.seed=%d, server logs in target/servers%n", KILLS, SEED);

        ServerProcess server = ServerProcess.start("kill-0", settings);
        KillLoad load = new KillLoad(URI.create(server.url()), RULE_SET, acknowledgements);
        Set<UUID> seen = new HashSet<>();
        try {
            load.start();
            for (int i = 1; i <= KILLS; i++) {
                Victim victim = victim(i);
                awaitCallsAfter(load, System.nanoTime());
                ServerProcess.sleep(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)));
                long killedAt = System.nanoTime();
                server = kill(victim, server, data, "kill-" + i, settings);
                // One that was under way may still be answered by what is left; so may one that comes right behind it.
                awaitCallsAfter(load, killedAt + AFTERMATH.toNanos());
                check(victim, (System.nanoTime() - killedAt) / 1_000_000, load, seen, data);
            }
        } finally {
            load.close();
            try (ServerProcess last = server) {
                last.awaitReady();
                report(load, data);
            }
        }
        assertThat(load.unexpected()).as("answers that there should not be").isEmpty();
        assertThat(tallies.values()).allSatisfy(tally -> {
            assertThat(tally.missing).as("answered, but not in the log").isZero();
            assertThat(tally.different).as("in the log with other bytes").isZero();
            assertThat(tally.acknowledged).as("or there was nothing to lose").isGreaterThan(10 * tally.kills);
        });
    }

    private static Victim victim(int number) {
        return number % 2 == 1 ? Victim.SERVER : Victim.values()[1 + (number / 2 - 1) % 3];
    }

    private Map<String, String> settings(Path data) throws IOException {
        Policies.write(folder.resolve("rules"), RULE_SET);
        return Map.of(
                "quarkus.http.port", Integer.toString(ServerProcess.freePort()),
                "plimsoll.database.directory", data.toString(),
                "plimsoll.rules.directory", folder.resolve("rules").toString(),
                "plimsoll.rules.modules-directory", folder.resolve("modules").toString());
    }

    private ServerProcess kill(
            Victim victim, ServerProcess server, Path data, String name, Map<String, String> settings)
            throws IOException {
        ProcessHandle postmaster = postmaster(data);
        List<ProcessHandle> others = postmaster.children().toList();
        switch (victim) {
            case SERVER -> {
                server.kill();
                return ServerProcess.launch(name, settings);
            }
            case POSTMASTER -> postmaster.destroyForcibly();
            case BACKEND -> others.get(random.nextInt(others.size())).destroyForcibly();
            case EVERY_PROCESS -> {
                postmaster.destroyForcibly();
                others.forEach(ProcessHandle::destroyForcibly);
            }
        }
        return server;
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("cluster/postmaster.pid"))
                .get(0)
                .trim();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Until a call that began later is answered with a decision. */
    private static void awaitCallsAfter(KillLoad load, long nanos) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (load.lastCallAnsweredNanos() < nanos) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing is evaluated any more; unexpected: " + load.unexpected());
            }
            ServerProcess.sleep(Duration.ofMillis(10));
        }
    }

    /** Looks for what was acknowledged since the last time. */
    private void check(Victim victim, long recoveredMillis, KillLoad load, Set<UUID> seen, Path data)
            throws IOException, SQLException, InterruptedException {
        Tally tally = tallies.computeIfAbsent(victim, some -> new Tally());
        Map<UUID, RecordedDecisions.Digests> acknowledged = Map.copyOf(load.acknowledged());
        Set<UUID> added = new HashSet<>(acknowledged.keySet());
        added.removeAll(seen);
        seen.addAll(added);
        tally.kills++;
        tally.acknowledged += added.size();
        tally.recoveredMillis.add(recoveredMillis);
        try (RecordedDecisions log = RecordedDecisions.in(data)) {
            Map<UUID, RecordedDecisions.Digests> found = log.find(added);
            for (UUID id : added) {
                RecordedDecisions.Digests recorded = found.get(id);
                tally.missing += recorded == null ? 1 : 0;
                tally.different += recorded != null && !recorded.equals(acknowledged.get(id)) ? 1 : 0;
            }
        }
    }

    /** Looks for everything once more, and says what came of it all. */
    private void report(KillLoad load, Path data) throws IOException, SQLException, InterruptedException {
        try (RecordedDecisions log = RecordedDecisions.in(data)) {
            Map<UUID, RecordedDecisions.Digests> found =
                    log.find(load.acknowledged().keySet());
            long missing = load.acknowledged().entrySet().stream()
                    .filter(each -> !each.getValue().equals(found.get(each.getKey())))
                    .count();
            System.out.printf(
                    "%-30s %5s %12s %8s %9s %9s %9s%n",
                    "killed", "kills", "acknowledged", "missing", "different", "median", "longest");
            tallies.forEach((victim, tally) -> System.out.println(tally.row(victim.title)));
            System.out.printf(
                    "In the end: %d acknowledged, %d of them missing or different; %d recorded without an"
                            + " acknowledgement; %d answers 503, %d calls cut off or not accepted%n",
                    load.acknowledged().size(),
                    missing,
                    log.count() - load.acknowledged().size() + missing,
                    load.refused(),
                    load.cutOff());
            assertThat(missing).as("answered, but not in the log in the end").isZero();
        }
    }

    @Test
    void reader_knowsNothingOfTheServer() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the server, its tests or a library",
                        (JavaClass other) -> !other.getPackageName().startsWith("java.")
                                && !other.getName().startsWith(RecordedDecisions.class.getName())))
                .check(new ClassFileImporter().importClasses(RecordedDecisions.class, RecordedDecisions.Digests.class));
    }
}
