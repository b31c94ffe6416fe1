package org.plimsoll.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.advice.FindingsDocument.Example;

/** The page of findings has every code, and prints what is printed. */
class FindingsDocumentTest {
    static List<Example> examples() {
        return FindingsDocument.examples().stream()
                .filter(example -> example.cases().isEmpty())
                .toList();
    }

    @Test
    void document_hasEveryCode_andNoOther() {
        assertThat(FindingsDocument.examples())
                .extracting(Example::code)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(AdviceCode.values()).map(AdviceCode::name).toList());
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
        return AdvisedPack.findings(
                AdvisedPack.demo(example.manifest(), example.rules().get(which)));
    }
}
