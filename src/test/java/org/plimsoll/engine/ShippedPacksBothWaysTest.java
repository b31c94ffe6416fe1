package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseRunner;
import org.plimsoll.decision.RuleSetIdentity;

/** Every case of every shipped rule set, evaluated with its rules called directly and in a session. */
class ShippedPacksBothWaysTest {
    private static final ExecutionTally TALLY = new ExecutionTally();

    static List<Path> packs() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("rules"))) {
            return folders.filter(folder -> Files.exists(folder.resolve(Manifest.FILE)))
                    .sorted()
                    .toList();
        }
    }

    @AfterAll
    static void count() {
        TALLY.print("shipped rule sets");
    }

    @ParameterizedTest
    @MethodSource("packs")
    void cases_ofAShippedRuleSet_fireDirectlyAsInASession(Path pack) throws IOException {
        try (CompiledRuleSet compiled =
                new RuleSetCompiler().compile(RuleSetFiles.read(pack)).orThrow()) {
            ExecutionPair pair = ExecutionPair.of(compiled, TALLY);
            CaseRunner runner = new CaseRunner(
                    new RuleSetIdentity(compiled.name(), 0, compiled.contentHash()), compiled.terms(), pair);

            CaseReport report = CaseReport.of(CaseFile.readAll(compiled.files().files()), runner, compiled.rules());

            assertThat(report.passed()).isTrue();
            assertThat(report.unfired()).isEmpty();
        }
    }
}
