package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.wire.EvaluationRequest;
import org.plimsoll.wire.RequestLimits;
import org.plimsoll.wire.RequestReader;

/** Every shipped rule set compiles without complaint, its cases pass, name their source, and fire every rule. */
final class ShippedPacksTest {
    private static final Path PACKS = Path.of("rules");

    @Test
    void packs_areShipped() throws IOException {
        assertThat(packs()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicNode> pack_compilesAndItsCasesPassAndFireEveryRule() throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        for (Path pack : packs()) {
            nodes.add(DynamicContainer.dynamicContainer(
                    pack.getFileName().toString(),
                    tests(new RuleSetCompiler().compile(RuleSetFiles.read(pack)), pack)));
        }
        return nodes.stream();
    }

    private static Stream<DynamicNode> tests(CompileResult compiled, Path pack) {
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "compiles", () -> assertThat(compiled.diagnostics()).isEmpty()));
        if (compiled.succeeded()) {
            CaseReport report = report(compiled.orThrow());
            print(pack.getFileName() + ": " + report.summary());
            tests.add(DynamicTest.dynamicTest(
                    "cases can be read", () -> assertThat(report.diagnostics()).isEmpty()));
            report.results().forEach(result -> tests.add(test(result, pack)));
            tests.add(DynamicTest.dynamicTest(
                    "has cases", () -> assertThat(report.results()).isNotEmpty()));
            tests.add(DynamicTest.dynamicTest(
                    "every rule fires", () -> assertThat(report.unfired()).isEmpty()));
        }
        return tests.stream();
    }

    private static CaseReport report(CompiledRuleSet ruleSet) {
        try (ruleSet) {
            answersItsExample(ruleSet);
            return CaseReport.of(ruleSet);
        }
    }

    /** The request under examples/library is one that the pack answers. */
    private static void answersItsExample(CompiledRuleSet ruleSet) {
        Path example = Path.of("examples/library", ruleSet.name() + ".json");
        try {
            EvaluationRequest request =
                    new RequestReader(RequestLimits.DEFAULT).read(Files.readAllBytes(example), Instant.EPOCH);
            assertThat(request.ruleSet()).as(example.toString()).isEqualTo(ruleSet.name());
            new Evaluator(new RuleSetIdentity(ruleSet.name(), 0, ruleSet.contentHash()), ruleSet.terms(), ruleSet)
                    .evaluate(request.submission());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamicTest test(CaseResult result, Path pack) {
        Case tested = result.tested();
        return DynamicTest.dynamicTest(tested.name(), () -> {
            assertThat(result.passed())
                    .withFailMessage(() -> sentences(result, pack))
                    .isTrue();
            assertThat(tested.source()).as("source of the expected figures").isNotNull();
        });
    }

    /** As the server says it when it starts: what it is that failed, and where it stands. */
    private static String sentences(CaseResult result, Path pack) {
        return result.diagnostics().stream()
                .map(found -> pack.getFileName() + "/" + found)
                .collect(Collectors.joining("\n"));
    }

    /** The count belongs into the build's output, where whoever runs it sees it. */
    private static void print(String line) {
        System.out.println(line);
    }

    static List<Path> packs() throws IOException {
        if (!Files.isDirectory(PACKS)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(PACKS)) {
            return folders.filter(folder -> Files.exists(folder.resolve(Manifest.FILE)))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> caseFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path pack : packs()) {
            try (Stream<Path> walk = Files.walk(pack)) {
                walk.filter(path -> CaseFile.isCaseFile(
                                pack.relativize(path).toString().replace('\\', '/')))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }
}
