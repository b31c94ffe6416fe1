package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.advice.FindingsDocument;
import org.plimsoll.engine.advice.FindingsDocument.Example;

/** The examples of the page of findings that need cases. */
class CaseFindingsDocumentTest {
    private static final String HEAD = """
            package demo; import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"
            """;

    static List<Example> examples() {
        return FindingsDocument.examples().stream()
                .filter(example -> !example.cases().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isFoundAsPrinted(Example example) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("ruleset.yaml", bytes("name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: any\n"));
        files.put("rules.drl", bytes(HEAD + example.rules().get(0)));
        files.put("cases/case.yaml", bytes(example.cases()));
        RuleSetFiles rules = new RuleSetFiles("demo", files);
        try (CompiledRuleSet compiled = new RuleSetCompiler().compile(rules).orThrow()) {
            assertThat(CaseReport.of(compiled).diagnostics()).isEmpty();
            assertThat(CaseAdvice.findings(compiled)).singleElement().hasToString(example.printed());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
