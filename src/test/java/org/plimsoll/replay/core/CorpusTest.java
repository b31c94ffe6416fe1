package org.plimsoll.replay.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What releases decided, in {@code examples/replay}: written once for each, with {@code -Dplimsoll.write-corpus=0.1.0}, and replayed
 * by every build, see {@code ReplayCorpusTest}.
 */
class CorpusTest {
    private static final Path CORPORA = Path.of("examples/replay");
    private static final String WRITE = "plimsoll.write-corpus";
    private static final long MOST_BYTES = 2_000_000;

    @Test
    void corpora_areSmall_andHoldTheirRules() throws IOException {
        String release = System.getProperty(WRITE);
        if (release != null) {
            Properties build = new Properties();
            try (var in = Files.newInputStream(Path.of("target/classes/org/plimsoll/cli/version.properties"))) {
                build.load(in);
            }
            String drools = build.getProperty("drools");
            new CorpusWriter(
                            CORPORA,
                            release,
                            new EngineVersions(
                                    release, drools, Runtime.version().toString()))
                    .write();
        }
        assertThat(size()).isLessThan(MOST_BYTES);
        for (Path corpus : corpora()) {
            ExportFolder folder = new ExportFolder(corpus);
            for (RecordedDecision decision : decisions(corpus)) {
                assertThat(requireNonNull(folder.rules(decision.ruleSet()), decision.id())
                                .contentHash())
                        .isEqualTo(decision.ruleSet().contentHash());
            }
        }
    }

    /** A corpus that exercises little shows little. */
    @Test
    void corpora_exerciseBatchesWarningsLiquidationOverlaysAndMidnight() throws IOException {
        Set<String> ruleSets = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        assertThat(corpora()).isNotEmpty();
        for (Path corpus : corpora()) {
            for (RecordedDecision decision : decisions(corpus)) {
                ruleSets.add(decision.ruleSet().name());
                String request = text(decision.request());
                String result = text(decision.result());
                note(seen, "batch", decision.shared() != null);
                note(seen, "warning", !result.contains("\"warnings\":[]"));
                note(seen, "call", result.contains("\"status\":\"MARGIN_CALL\""));
                note(seen, "liquidation", result.contains("\"type\":\"LIQUIDATE\""));
                note(seen, "last instant", result.contains("\"evaluatedAt\":\"2026-01-02T23:59:59.999999999Z\""));
                note(seen, "midnight", result.contains("\"evaluatedAt\":\"2026-01-03T00:00:00Z\""));
                note(seen, "offset", request.contains("+14:00"));
                note(seen, "untimed", decision.shared() == null && !request.contains("evaluatedAt"));
                note(seen, "letters", result.contains("İIıi"));
                note(seen, "full", result.contains("\"explanation\":["));
                note(seen, "none", !result.contains("\"rule\":"));
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "batch",
                        "warning",
                        "call",
                        "liquidation",
                        "last instant",
                        "midnight",
                        "offset",
                        "untimed",
                        "letters",
                        "full",
                        "none");
        assertThat(ruleSets).contains("house-overlay").hasSizeGreaterThanOrEqualTo(14);
    }

    private static void note(Set<String> seen, String what, boolean isThere) {
        if (isThere) {
            seen.add(what);
        }
    }

    private static String text(RecordedBytes recorded) {
        return new String(recorded.bytes(), StandardCharsets.UTF_8);
    }

    private static List<RecordedDecision> decisions(Path corpus) {
        List<RecordedDecision> decisions = new ArrayList<>();
        new ExportFolder(corpus).forEach(decisions::add);
        return decisions;
    }

    private static List<Path> corpora() throws IOException {
        try (Stream<Path> folders = Files.list(CORPORA)) {
            return folders.filter(folder -> Files.exists(folder.resolve(ExportFolder.ENTRIES)))
                    .sorted()
                    .toList();
        }
    }

    private static long size() throws IOException {
        try (Stream<Path> files = Files.walk(CORPORA)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
