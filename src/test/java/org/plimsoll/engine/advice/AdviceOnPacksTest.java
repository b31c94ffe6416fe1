package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetFiles;

/** What is said of packs and rules that are in order. */
class AdviceOnPacksTest {
    @Test
    void print() throws IOException {
        for (String pack : List.of("house", "eu-collateral-haircuts", "crypto-perpetuals")) {
            AdvisedPack.findings(Seed.pack(pack)).forEach(finding -> System.out.println(pack + ": " + finding.severity() + " " + finding));
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of("src/test/resources/honest"))) {
            files = list.sorted().toList();
        }
        for (Path file : files) {
            TreeMap<String, byte[]> content = new TreeMap<>();
            content.put("rules.drl", Files.readAllBytes(file));
            content.put("ruleset.yaml", ("name: honest\ntitle: h\npackage: honest\nbaseCurrency: any\nparameters:\n"
                    + "  - {name: rate, value: 0.1}\n  - {name: floor, value: 0.1}\n  - {name: calmVolatility, value: 0.1}\n").getBytes());
            for (Diagnostic finding : AdvisedPack.findings(new RuleSetFiles("honest", content))) {
                if (!finding.code().equals("PARAMETER_UNUSED"))
                System.out.println(file.getFileName() + ": " + finding.severity() + " " + finding);
            }
        }
    }
}
