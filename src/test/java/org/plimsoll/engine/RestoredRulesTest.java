package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.cases.Case;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.cases.CaseRunner;
import org.plimsoll.decision.Firing;
import org.plimsoll.decision.PolicyRules;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.sandbox.SampleFacts;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;

/** Rules taken from a module give what the same rules give when they are compiled. */
class RestoredRulesTest {
    private static final String JOINED = """
            rule "group and position"
            when
                $p : Position(notional > 0)
                $g : PositionGroup(underlying == $p.underlying, pool == $p.pool)
            then
                insert(new MarginRequirement($p, 0.1B * $p.notional, "group"));
            end
            """;

    private static final String SINGLE = """
            rule "share"
            when
                $p : Position(notional > 0)
            then
                insert(new MarginRequirement($p, 0.15B * $p.notional, "share"));
            end
            """;

    static List<Path> packs() throws IOException {
        return ShippedPacksBothWaysTest.packs();
    }

    /** Compiled, and restored from what the compilation kept. */
    private record Pair(CompileResult compiled, CompileResult restored) {
        static Pair of(RuleSetFiles files) {
            MemoryModules modules = new MemoryModules();
            RuleSetCompiler compiler = new RuleSetCompiler();
            CompileResult compiled = compiler.compile(files, modules);
            CompileResult restored = compiler.compile(files, modules);
            assertThat(modules.refusals).isEmpty();
            assertThat(modules.found).isEqualTo(1);
            assertThat(modules.kept).isEqualTo(1);
            assertThat(restored.diagnostics()).isEqualTo(compiled.diagnostics());
            assertThat(restored.orThrow().rules()).isEqualTo(compiled.orThrow().rules());
            assertThat(restored.orThrow().sessionReasons())
                    .isEqualTo(compiled.orThrow().sessionReasons());
            return new Pair(compiled, restored);
        }
    }

    @ParameterizedTest
    @MethodSource("packs")
    void cases_ofAShippedRuleSet_giveTheSameBytesWhenRestored(Path pack) throws IOException {
        Pair pair = Pair.of(RuleSetFiles.read(pack));
        CompiledRuleSet restored = pair.restored.orThrow();

        List<String> expected = decisions(pair.compiled.orThrow(), pair.compiled.orThrow());

        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(decisions(restored, restored)).isEqualTo(expected);
        assertThat(decisions(restored, restored.inSession())).isEqualTo(expected);
    }

    private static List<String> decisions(CompiledRuleSet compiled, PolicyRules fired) {
        CaseRunner runner = new CaseRunner(
                new RuleSetIdentity(compiled.name(), 0, compiled.contentHash()), compiled.terms(), fired);
        List<String> decisions = new ArrayList<>();
        for (CaseFile file : CaseFile.readAll(compiled.files().files())) {
            for (Case tested : file.cases()) {
                runner.run(
                        tested,
                        outcome -> decisions.add(
                                outcome.decision() == null
                                        ? outcome.refusal().toString()
                                        : text(DecisionWriter.result(outcome.decision(), Explain.FULL))));
            }
        }
        return decisions;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void ruleSetThatNeedsASession_restored_firesInOneAndTheSame() {
        Pair pair = Pair.of(RuleSetSample.rules(JOINED + SINGLE).files());
        assertThat(pair.restored.orThrow().sessionReasons())
                .extracting(reason -> reason.rule())
                .containsExactly("group and position");

        List<String> fired = lines(pair.compiled.orThrow().fire(SampleFacts.all()));

        assertThat(fired).anyMatch(line -> line.startsWith("group and position"));
        assertThat(lines(pair.restored.orThrow().fire(SampleFacts.all()))).isEqualTo(fired);
    }

    private static List<String> lines(List<Firing> firings) {
        return firings.stream()
                .map(firing -> firing.rule().name() + firing.facts() + firing.outcomes())
                .toList();
    }

    @Test
    void honestRules_restored_fireTheSame() throws IOException {
        int inSessions = 0;
        for (Path file : HonestRulesBothWaysTest.files()) {
            if (file.startsWith("src/test/resources/honest")) {
                Pair pair = Pair.of(HonestRulesBothWaysTest.sample(file).files());
                inSessions += pair.restored.orThrow().sessionReasons().isEmpty() ? 0 : 1;
                assertThat(result(pair.restored.orThrow()))
                        .as(file.toString())
                        .isEqualTo(result(pair.compiled.orThrow()));
            }
        }
        assertThat(inSessions).isEqualTo(9);
    }

    private static String result(CompiledRuleSet rules) {
        try {
            return lines(rules.fire(SampleFacts.all())).toString();
        } catch (Refusal e) {
            return e.problems().toString();
        }
    }

    @Test
    void archive_ofTheSameRules_isTheSameWhenTheyAreCompiledAgain() {
        MemoryModules first = new MemoryModules();
        MemoryModules second = new MemoryModules();
        new RuleSetCompiler().compile(RuleSetSample.rules(JOINED + SINGLE).files(), first);
        new RuleSetCompiler().compile(RuleSetSample.rules(JOINED + SINGLE).files(), second);

        assertThat(second.only().getKey()).isEqualTo(first.only().getKey());
        assertThat(second.only().getValue()).isEqualTo(first.only().getValue());
    }

    @Test
    void key_namesTheFilesTheInputAndTheMakers() {
        ModuleKey one = key(RuleSetSample.rules(SINGLE));
        ModuleKey other = key(RuleSetSample.rules(SINGLE.replace("0.15B", "0.16B")));
        ModuleKey otherNote = key(RuleSetSample.rules(SINGLE).text("README.md", "changed"));

        assertThat(one.contentHash())
                .isEqualTo(RuleSetSample.rules(SINGLE).files().contentHash());
        assertThat(one.javaVersion()).isEqualTo(String.valueOf(Runtime.version().feature()));
        assertThat(one.droolsVersion()).matches("10\\.\\d+\\.\\d+");
        assertThat(one.engineBuild()).matches("[0-9a-f]{32}").isEqualTo(other.engineBuild());
        assertThat(other.inputHash()).isNotEqualTo(one.inputHash());
        assertThat(otherNote.inputHash()).isEqualTo(one.inputHash());
        assertThat(otherNote.contentHash()).isNotEqualTo(one.contentHash());
    }

    private static ModuleKey key(RuleSetSample sample) {
        MemoryModules modules = new MemoryModules();
        new RuleSetCompiler().compile(sample.files(), modules).orThrow();
        return modules.only().getKey();
    }

    @Test
    void files_thatTheGateRefuses_areRefusedWhateverIsKept() {
        MemoryModules modules = new MemoryModules();
        new RuleSetCompiler()
                .compile(RuleSetSample.rules(SINGLE).files(), modules)
                .orThrow();

        CompileResult result = new RuleSetCompiler()
                .compile(
                        RuleSetSample.rules(SINGLE.replace("notional > 0", "eval(true)"))
                                .files(),
                        modules);

        assertThat(result.succeeded()).isFalse();
        assertThat(modules.found).isZero();
        assertThat(Stream.of(modules.kept, modules.refusals.size())).containsExactly(1, 0);
    }
}
