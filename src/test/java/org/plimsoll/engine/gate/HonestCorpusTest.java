package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.gate.Corpus.RuleFile;

/** Rules as risk officers write them: none is refused, and all of them compile. */
class HonestCorpusTest {
    private static int admitted;

    static List<RuleFile> files() {
        return Corpus.of("honest");
    }

    @ParameterizedTest
    @MethodSource("files")
    void honestFile_isAdmitted_withEveryLineInItsPlace(RuleFile file) {
        GateResult result = file.inspected();

        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.admitted()).isTrue();
        assertThat(result.rules()).isNotEmpty();
        List<String> lines = file.text().lines().toList();
        List<String> admittedLines = result.admittedDrl().lines().toList();
        assertThat(admittedLines).hasSameSizeAs(lines);
        for (RuleSpan rule : result.rules()) {
            assertThat(admittedLines.get(rule.firstLine() - 1)).startsWith("rule \"" + rule.name() + "\"");
            // A carriage return becomes a space.
            assertThat(admittedLines.get(rule.lastLine() - 1).stripTrailing()).isEqualTo("end");
        }
        admitted++;
    }

    @Test
    void honestFiles_asAdmitted_compile() {
        Map<String, String> texts = new TreeMap<>();
        for (RuleFile file : files()) {
            texts.put(file.name() + ".drl", file.inspected().admittedDrl());
        }
        try (ExecutableModel model = ExecutableModel.of(texts)) {
            assertThat(model.errors()).isEmpty();
        }
        assertThat(texts).hasSizeGreaterThanOrEqualTo(105);
    }

    @Test
    void honestFiles_useEveryWordOfTheVocabulary() {
        String all = files().stream().map(RuleFile::text).collect(Collectors.joining("\n"));
        Set<String> written = new TreeSet<>(List.of(all.split("\\W+")));
        Vocabulary vocabulary = Vocabulary.STANDARD;
        assertThat(written)
                .containsAll(vocabulary.facts().keySet())
                .containsAll(vocabulary.outcomes().keySet())
                .containsAll(vocabulary.functions().keySet());
        vocabulary
                .facts()
                .values()
                .forEach(fact -> assertThat(written)
                        .containsAll(fact.fields().keySet())
                        .containsAll(fact.lookups().keySet()));
    }

    @AfterAll
    static void count() {
        System.out.println("honest rule files admitted: " + admitted + " of " + files().size());
    }
}
