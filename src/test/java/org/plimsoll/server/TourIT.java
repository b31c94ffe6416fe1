package org.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plimsoll.platform.TestDatabases;

/** The tour of examples/tour.sh, against a server as the README's first command starts it. */
class TourIT {

    @Test
    void tour_takesAPackThroughItsLife_andEndsUnderTheRulesItBeganWith() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                "tour",
                Map.of("plimsoll.database.directory", TestDatabases.newFolder().toString()))) {
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
