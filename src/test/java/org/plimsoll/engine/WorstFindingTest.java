package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.Manifest.WorstFinding;

/** The manifest says which findings stop a version. */
class WorstFindingTest {
    private static final String RULE =
            "rule \"r\" when $p : Position() then insert(new MarginRequirement($p, 1, \"x\")); end";

    private static CompileResult compile(String gates) {
        return RuleSetSample.rules(RULE)
                .text(Manifest.FILE, RuleSetSample.MANIFEST + gates)
                .compile();
    }

    @ParameterizedTest
    @CsvSource({"'', WARNING", "'gates: {worstFinding: info}', INFO", "'gates: {worstFinding: none}', NONE"})
    void worstFinding_isRead(String gates, WorstFinding worst) {
        try (CompiledRuleSet compiled = compile(gates).orThrow()) {
            assertThat(compiled.manifest().gates().worstFinding()).isEqualTo(worst);
        }
    }

    @Test
    void worstFinding_ofAnotherWord_isRefusedAtItsPlace() {
        assertThat(compile("gates:\n  worstFinding: warn\n").diagnostics())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.code()).isEqualTo("MANIFEST_BAD_VALUE");
                    assertThat(found.line()).isEqualTo(9);
                    assertThat(found.column()).isEqualTo(17);
                    assertThat(found.message()).contains("none, info, warning", "not `warn`");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, INFO, true",
        "INFO, INFO, false",
        "INFO, WARNING, true",
        "WARNING, WARNING, false",
        "WARNING, ERROR, true",
    })
    void finding_worseThanAllowed_stopsAVersion(WorstFinding worst, Severity severity, boolean stops) {
        assertThat(worst.isExceededBy(severity)).isEqualTo(stops);
    }
}
