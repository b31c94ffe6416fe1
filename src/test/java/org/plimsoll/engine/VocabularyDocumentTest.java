package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.gate.GateCode;
import org.plimsoll.engine.gate.GateResult;
import org.plimsoll.engine.gate.RuleGate;

/** docs/vocabulary.md is what the vocabulary is, and can be found. */
class VocabularyDocumentTest {
    private static final Path PAGE = Path.of("docs/vocabulary.md");
    private static final String WRITE = "plimsoll.write-vocabulary";

    @Test
    void page_isWhatTheCodeSays() throws IOException {
        String expected = new VocabularyDocument().text();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, expected);
        }
        String actual = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        List<String> missing =
                expected.lines().filter(line -> !actual.contains(line)).limit(5).toList();
        assertThat(actual.equals(expected))
                .withFailMessage(
                        "%s is not what the vocabulary is; run this test with -D%s=true to rewrite it, and review the"
                                + " difference. Lines it lacks: %s",
                        PAGE, WRITE, missing)
                .isTrue();
    }

    @Test
    void page_describesEveryWord() {
        assertThat(new VocabularyDocument().text().lines().filter(line -> line.endsWith("|  |")))
                .isEmpty();
    }

    @Test
    void page_hasNoMarksOfJavadoc() {
        assertThat(new VocabularyDocument().text().lines().filter(line -> line.matches(".*(\\{@|</?[a-z]+>).*")))
                .isEmpty();
    }

    @Test
    void page_isLinkedFromWhereItIsNeeded() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("(docs/vocabulary.md)");
        assertThat(Files.readString(Path.of("docs/gate.md"))).contains("(vocabulary.md)");
        assertThat(List.of(GateCode.UNKNOWN_FIELD, GateCode.UNKNOWN_CODE, GateCode.SYNTAX))
                .allSatisfy(code -> assertThat(code.instead()).contains("docs/vocabulary.md"));
    }

    /** What the page promises of {@code B}: in a condition, in arithmetic, as an argument, for a whole number. */
    @Test
    void decimals_withAndWithoutB_areCompiledAlike() {
        String with = RuleSetSample.HEAD + """
                rule "r"
                when
                $c : Collateral(marketValue > 5B * 2B, creditQualityStep <= 3B, quantity in (1B, 2.5B))
                then
                rate = max(0.15B, $c.shareOfPool + 1B);
                insert(new Haircut($c, 0.2B, "x"));
                insert(new Haircut($c, rate, "x"));
                end
                """;
        GateResult exact = RuleGate.inspect("rules.drl", with, Set.of());
        GateResult plain = RuleGate.inspect("rules.drl", with.replaceAll("(?<=[0-9])B", ""), Set.of());
        assertThat(exact.diagnostics()).isEmpty();
        assertThat(plain.admittedDrl()).isEqualTo(exact.admittedDrl());
    }
}
