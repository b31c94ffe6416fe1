package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no case file is reported at its place and never throws. */
final class CaseSyntaxTest {
    private static final byte[] GOOD = (CaseTexts.FIXTURES + """
                    cases:
                      - name: one
                        uses: [market, margin account]
                        expect:
                          status: NO_ACTION
                          pools: {cross: {equity: ">= 0"}}
                          actions: {contains: [{type: NOTIFY}]}
                    """).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                 | 1: CASE_SYNTAX",
                "'# only a comment'                 | 1: CASE_SYNTAX",
                "'just a text'                      | 1: CASE_WRONG_TYPE",
                "'- 5'                              | 1: CASE_WRONG_TYPE",
                "'cases: {a: b}'                    | 1: CASE_WRONG_TYPE",
                "'fixtures: []\ncases: []'          | 1: CASE_WRONG_TYPE",
                "'fixtures: {a: 5}\ncases: []'      | 1: CASE_WRONG_TYPE",
                "'fixtures: {a: {b: 5}}\ncases: []' | 1: CASE_UNKNOWN_FIELD",
                "'cases: []\ncase: []'              | 2: CASE_UNKNOWN_FIELD",
                "'cases: []\ncases: []'             | 2: CASE_DUPLICATE_FIELD",
                "'cases:\n  - [1'                   | 2: CASE_SYNTAX",
                "'cases:\n\t- a'                    | 2: CASE_SYNTAX",
                "'a: \"unfinished'                  | 1: CASE_SYNTAX",
                "'cases: &a [*a]'                   | 1: CASE_ALIAS",
                "'cases: *a'                        | 1: CASE_ALIAS",
                "'cases: !!java.net.URL [x]'        | 1: CASE_TAG",
                "'cases: !custom {}'                | 1: CASE_TAG",
                "'--- []\n--- []'                   | 2: CASE_SYNTAX",
                "'? [a, b]\n: c'                    | 1: CASE_WRONG_TYPE"
            })
    void text_thatIsNoCaseFile_isReportedAtItsLine(String text, String place) {
        CaseFile file = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(CaseTexts.places(file)).contains(place);
    }

    @Test
    void bytes_notUtf8_areReported() {
        assertThat(CaseTexts.places(read(new byte[] {(byte) 0xff, 'a'}))).containsExactly("1: CASE_SYNTAX");
    }

    @Test
    void nesting_deep_isReportedWithoutOverflowingTheStack() {
        assertThat(CaseTexts.places(read("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8))))
                .containsExactly("1: CASE_NESTED_TOO_DEEP");
        assertThat(CaseTexts.places(read("{a: ".repeat(500_000).getBytes(StandardCharsets.UTF_8))))
                .containsExactly("1: CASE_NESTED_TOO_DEEP");
    }

    @Test
    void file_tooLarge_isReported() {
        assertThat(CaseTexts.places(read(new byte[8_000_001]))).containsExactly("1: CASE_FILE_TOO_LARGE");
    }

    @Test
    void errors_inHugeNumber_areCutOff() {
        CaseFile file = read(("cases:\n" + "  - 5\n".repeat(5_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(file.diagnostics()).hasSize(200);
    }

    @Test
    void cases_thatUseALargeFixtureTooOften_areCutOff() {
        String position = "{id: p, instrument: i, quantity: 1}, ";
        StringBuilder file = new StringBuilder("fixtures: {f: {evaluatedAt: 2026-01-02T09:00:00Z, portfolio: {id: p,"
                        + " baseCurrency: EUR, account: {id: a, type: CASH}, positions: [")
                .append(position.repeat(30_000))
                .append("]}}}\ncases:\n");
        for (int number = 0; number < 1_000; number++) {
            file.append("  - {name: c").append(number).append(", uses: f, expect: {rules: [a]}}\n");
        }

        assertThat(CaseTexts.places(read(file.toString().getBytes(StandardCharsets.UTF_8))))
                .as("64 MB at 1.23 MB a case: 53 cases, the first of them on line 3")
                .containsExactly("56: CASE_FILE_TOO_LARGE");
    }

    @Test
    void expectedList_tooLong_isReported() {
        CaseFile file = CaseTexts.file("expect: {actions: [" + "{type: NOTIFY}, ".repeat(201) + "]}\n");

        assertThat(CaseTexts.places(file)).containsExactly(CaseTexts.line(1) + ": CASE_BAD_VALUE");
    }

    @Test
    void goodFile_isRead() {
        assertThat(read(GOOD).diagnostics()).isEmpty();
        assertThat(read(GOOD).cases()).hasSize(1);
    }

    @Property(tries = 2_000)
    void bytes_ofAGoodFile_changedAnywhere_giveCasesOrDiagnostics(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int changes) {
        byte[] bytes = GOOD.clone();
        String special = "{}[]:,-#&*!|>'\"%@`\n\t ?~0";
        for (int change = 0; change < changes; change++) {
            boolean any = random.nextInt(3) == 0;
            bytes[random.nextInt(bytes.length)] =
                    any ? (byte) random.nextInt(256) : (byte) special.charAt(random.nextInt(special.length()));
        }

        assertThatCode(() -> {
                    CaseFile file = read(bytes);
                    assertThat(file.cases().size() + file.diagnostics().size()).isPositive();
                })
                .doesNotThrowAnyException();
    }

    private static CaseFile read(byte[] content) {
        return CaseFile.read("cases/test.yaml", content);
    }
}
