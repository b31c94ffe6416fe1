package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest that cannot be used is what is reported, and not what follows from it in the rules. */
class ManifestErrorsTest {
    private static final String READS_A_PARAMETER = """
            rule "r"
            when
            $p : Position(notional > parameter("threshold"))
            then
            insert(new MarginRequirement($p, 1, "x"));
            end
            """;

    private static CompileResult compile(String manifest) {
        return RuleSetSample.rules(READS_A_PARAMETER)
                .text(Manifest.FILE, manifest)
                .compile();
    }

    @Test
    void manifest_withoutError_letsTheRuleReadItsParameter() {
        assertThat(compile(RuleSetSample.MANIFEST).diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name: demo, name: other, MANIFEST_NAME_DIFFERS",
        "title: Demo, 'title: Demo\nbaseCurency: EUR', MANIFEST_UNKNOWN_KEY",
        "package: demo, package: demo.rules, MANIFEST_BAD_VALUE",
        "package: demo, package: demo-rules, MANIFEST_BAD_VALUE",
        "title: Demo, 'title: [', MANIFEST_SYNTAX",
    })
    void manifest_withAnError_isAllThatIsReported(String right, String wrong, String code) {
        CompileResult result = compile(RuleSetSample.MANIFEST.replace(right, wrong));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.file()).isEqualTo(Manifest.FILE);
            assertThat(found.code()).isEqualTo(code);
        });
    }
}
