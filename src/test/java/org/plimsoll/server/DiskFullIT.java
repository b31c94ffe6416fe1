package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, write-ahead log and all: a small file system in memory. Skipped by users who may not mount one. */
class DiskFullIT {
    private static final String NAME = "full";
    private static final int MOST = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] BLOCK = new byte[4096];

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk.toString()))
                .as("may mount a file system")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void disk_thatIsFull_refusesEvaluations_losesNothing_andIsWrittenAgainWhenThereIsRoom() throws Exception {
        Policies.write(folder.resolve("rules"), NAME);
        Path data = disk.resolve("data");
        Set<UUID> acknowledged = new HashSet<>();
        try (ServerProcess server = ServerProcess.start(
                "disk-full",
                Map.of(
                        "plimsoll.database.directory",
                        data.toString(),
                        "plimsoll.rules.directory",
                        folder.resolve("rules").toString()))) {
            acknowledged.add(decision(evaluate(server)));
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            ServerProcess.Answer answer = evaluate(server);
            while (answer.status() == 200 && acknowledged.size() < MOST) {
                acknowledged.add(decision(answer));
                answer = evaluate(server);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.retryAfter()).isPresent();
                answer = evaluate(server);
            }
            System.out.printf(
                    "Disk full: %d decisions answered before it was noticed, then %s%n",
                    acknowledged.size(), answer.body());

            Files.delete(ballast);
            Awaitility.await().atMost(PATIENCE).until(() -> evaluate(server).status() == 200);
            try (RecordedDecisions log = RecordedDecisions.in(data)) {
                assertThat(log.find(acknowledged)).containsOnlyKeys(acknowledged);
            }
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static ServerProcess.Answer evaluate(ServerProcess server) {
        return server.post("evaluator", "/v1/evaluations", Policies.evaluation(NAME));
    }

    private static UUID decision(ServerProcess.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return UUID.fromString(
                new ObjectMapper().readTree(answer.body()).path("decisionId").asText());
    }
}
