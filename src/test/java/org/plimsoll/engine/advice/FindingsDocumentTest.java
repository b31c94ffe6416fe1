package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.advice.FindingsDocument.Example;

/** The page of findings has every code, and prints what is printed. */
class FindingsDocumentTest {
    private static final String OF_THE_COMPILER = "NEEDS_SESSION";

    static List<Example> examples() {
        return FindingsDocument.examples().stream()
                .filter(example -> example.cases().isEmpty())
                .toList();
    }

    @Test
    void document_hasEveryCode_andNoOther() {
        assertThat(FindingsDocument.examples())
                .extracting(Example::code)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Arrays.stream(AdviceCode.values()).map(AdviceCode::name), Stream.of(OF_THE_COMPILER))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void wrongExample_isFoundAsPrinted_andRightOneIsNot(Example example) {
        assertThat(example.rules()).hasSize(2);
        assertThat(findings(example, 0)).singleElement().satisfies(found -> {
            assertThat(found).hasToString(example.printed());
            assertThat(found.code()).isEqualTo(example.code());
        });
        assertThat(findings(example, 1)).isEmpty();
    }

    private static List<Diagnostic> findings(Example example, int which) {
        RuleSetFiles files =
                AdvisedPack.demo(example.manifest(), example.rules().get(which));
        return example.code().equals(OF_THE_COMPILER)
                ? new RuleSetCompiler().compile(files).diagnostics()
                : AdvisedPack.findings(files);
    }
}
