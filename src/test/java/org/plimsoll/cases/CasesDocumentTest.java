package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;

/**
 * The example of the document is a case of the pack it speaks of, and its figures are right: 1,000,000 × 0.9950 × (1 − 0.02)
 * is what is held and what is needed.
 */
final class CasesDocumentTest {

    @Test
    void example_ofTheDocument_isReadAndPasses() throws IOException {
        String document = Files.readString(Path.of("docs/cases.md"));
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(example.find()).isTrue();

        Case read = CaseTexts.only(
                CaseFile.read("cases/example.yaml", example.group(1).getBytes(StandardCharsets.UTF_8)));

        try (CompiledRuleSet pack = new RuleSetCompiler()
                .compile(RuleSetFiles.read(Path.of("rules/eu-collateral-haircuts")))
                .orThrow()) {
            assertThat(new CaseRunner(new RuleSetIdentity(pack.name(), 0, pack.contentHash()), pack.terms(), pack)
                            .run(read)
                            .failures())
                    .isEmpty();
        }
    }
}
