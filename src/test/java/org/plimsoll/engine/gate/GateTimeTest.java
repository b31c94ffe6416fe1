package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plimsoll.engine.Diagnostic;

/** What becomes of the reading of a file that takes too long. */
@Timeout(120)
class GateTimeTest {
    private static final String FILE = "slow-to-read.drl";

    /** Names that are all alike, so that each must be compared in full with whatever the author may have meant. */
    private static final Set<String> PARAMETERS = IntStream.range(0, 30_000)
            .mapToObj(i -> "a".repeat(70) + String.format("%06d", i))
            .collect(Collectors.toUnmodifiableSet());

    private static final String SLOW = "package slow; import org.plimsoll.policy.*; dialect \"mvel\"\n"
            + IntStream.range(0, 100)
                    .mapToObj(i -> "rule \"r" + i + "\" when $p : Position() then insert(new AddOn($p, \"OTHER\","
                            + " $p.parameter(\"" + "b".repeat(70) + String.format("%06d", i) + "\"), \"x\")); end\n")
                    .collect(Collectors.joining());

    private static Optional<Thread> reading() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rule-gate " + FILE))
                .findFirst();
    }

    private static void assertTookTooLong(GateResult result) {
        assertThat(result.admitted()).isFalse();
        assertThat(result.admittedDrl()).isEmpty();
        assertThat(result.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo("GATE_TIME");
            assertThat(found.file()).isEqualTo(FILE);
            assertThat(found.line()).isEqualTo(1);
        });
    }

    @Test
    void file_thatTakesTooLong_isRefused_andItsReadingStops() throws InterruptedException {
        GateResult result = RuleGate.inspect(FILE, SLOW, PARAMETERS, Duration.ofMillis(1));
        assertTookTooLong(result);
        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("The file takes more than 0 seconds to read. Split the file.");
        Optional<Thread> left = reading();
        if (left.isPresent()) {
            // A minute is what the whole file would take; it must be over after the rule at hand.
            left.get().join(Duration.ofSeconds(60).toMillis());
        }
        assertThat(reading()).isEmpty();
    }

    @Test
    void file_whoseReaderIsInterrupted_isRefused_andTheInterruptionKept() {
        Thread.currentThread().interrupt();
        GateResult result = RuleGate.inspect(FILE, SLOW, PARAMETERS);
        assertThat(Thread.interrupted()).isTrue();
        assertTookTooLong(result);
    }
}
