package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;

/** What is said of packs and rules that are in order: nothing that a reader would not agree with. */
class AdviceOnPacksTest {
    private static final String MANIFEST =
            "name: honest\ntitle: Honest\npackage: honest\nbaseCurrency: any\nparameters:\n"
                    + "  - {name: rate, value: 0.01}\n  - {name: floor, value: 0.1}\n"
                    + "  - {name: calmVolatility, value: 0.1}\n  - {name: threshold.EUR, value: 1}\n"
                    + "  - {name: threshold.USD, value: 1}\n"
                    + "scenarios:\n  - {name: crash, moves: [{price: -0.2}, {price: 0.2}]}\n"
                    + "  - {name: span, price: range, volatility: range, moves: [{price: 1}]}\n";

    @ParameterizedTest
    @ValueSource(strings = {"house", "eu-collateral-haircuts", "crypto-perpetuals"})
    void pack_hasNoFinding(String pack) {
        assertThat(AdvisedPack.findings(Seed.pack(pack))).isEmpty();
    }

    /**
     * The rules for liquidation do contradict each other: a pool whose equity is below zero is also below maintenance margin,
     * and an isolated position can be large and in no tier. An asset of another kind, held by a client of the first tier, does
     * have two haircuts; and a pool's name and its id are one thing. That a group whose gross is its net has one side only is
     * not known, which is why that is no warning.
     */
    @Test
    void honestRules_haveNoFinding_butThoseThatAReaderWouldAgreeWith() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of("src/test/resources/honest"))) {
            files = list.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : files) {
            TreeMap<String, byte[]> content = new TreeMap<>();
            content.put("rules.drl", Files.readAllBytes(file));
            content.put(Manifest.FILE, MANIFEST.getBytes(StandardCharsets.UTF_8));
            for (Diagnostic finding : AdvisedPack.findings(new RuleSetFiles("honest", content))) {
                if (!finding.file().equals(Manifest.FILE)) {
                    found.computeIfAbsent(String.valueOf(file.getFileName()), none -> new ArrayList<>())
                            .add(finding.severity() + " " + finding.code() + " at " + finding.rule());
                }
            }
        }
        assertThat(found)
                .isEqualTo(Map.of(
                        "client-schedule.drl",
                        List.of("WARNING OVERLAP at haircut of the asset"),
                        "groups-long-and-short.drl",
                        List.of("INFO OVERLAP at one-sided group"),
                        "isolated-pools.drl",
                        List.of("WARNING DUPLICATE_CONDITION at isolated pool"),
                        "liquidation.drl",
                        List.of(
                                "WARNING CONTRADICTORY_ACTIONS at liquidate below maintenance margin",
                                "WARNING CONTRADICTORY_ACTIONS at pool without equity")));
    }
}
