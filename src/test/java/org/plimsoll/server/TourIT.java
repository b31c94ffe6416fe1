package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.platform.TestDatabases;

/** The tour of examples/tour.sh, against a server as the README's first command starts it, with the tour's rule set alone. */
class TourIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path rules;

    @Test
    void tour_takesAPackThroughItsLife_andEndsUnderTheRulesItBeganWith() throws Exception {
        String pack = "crypto-perpetuals";
        for (Map.Entry<String, byte[]> file :
                RuleSetFiles.read(Path.of("rules", pack)).files().entrySet()) {
            Path copy = rules.resolve(pack).resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
        try (ServerProcess server = ServerProcess.start(
                "tour",
                Map.of(
                        "plimsoll.database.directory", TestDatabases.newFolder().toString(),
                        "plimsoll.rules.directory", rules.toString()))) {
            Process tour = new ProcessBuilder(
                            "sh", Path.of("examples", "tour.sh").toString(), server.url())
                    .redirectErrorStream(true)
                    .start();
            String shown = new String(tour.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println(shown);

            assertThat(tour.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(tour.exitValue()).as(shown).isZero();
            assertThat(shown)
                    .contains(
                            "version 1: margin call due by 2022-12-01T13:00:00Z",
                            "version 2: margin call due by 2022-12-01T11:00:00Z",
                            "277 cases pass, 4 fail",
                            "REFUSED APPROVE of version 2 by officer",
                            "DONE APPROVE of version 2 by approver");
        }
    }
}
