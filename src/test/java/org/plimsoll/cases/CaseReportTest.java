package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.decision.RuleReference;

final class CaseReportTest {
    private static final String USES = "    uses: [market, margin account]\n";

    @Test
    void report_ofPassingAndFailingCases_setsExpectedBesideActual() {
        CaseReport report = report(CaseTexts.FIXTURES
                + "cases:\n"
                + ("  - name: enough\n" + USES + "    expect: {pools: {cross: {equity: 2380}}}\n")
                + ("  - name: too little\n    source: Handbook 3.2\n" + USES)
                + "    expect:\n      pools:\n        cross:\n          equity: 2381\n          leverage: null\n");

        assertThat(timeless(CaseReportText.of(report))).isEqualTo("""
                        cases/test.yaml
                          pass  enough  (line 21, T ms)
                          FAIL  too little  (line 24, T ms)
                                source: Handbook 3.2
                                line figure                expected  actual
                                30   pools.cross.equity    2381      2380.00
                                31   pools.cross.leverage  none      0.420169
                        cases: 1 passed, 1 failed, coverage 50 % (T ms)
                        rules that no case fires:
                          rules.drl:20  call for what is missing
                          shorts.drl:3  short position
                        """);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void report_withAFileThatCannotBeRead_hasNotPassed() {
        CaseReport report = report(CaseTexts.FIXTURES
                + "cases:\n"
                + ("  - name: good\n" + USES + "    expect: {status: NO_ACTION}\n")
                + ("  - name: bad\n" + USES + "    expect: {statsu: NO_ACTION}\n"));

        assertThat(report.passed()).isFalse();
        assertThat(report.passedCount()).isEqualTo(1);
        assertThat(report.summary()).isEqualTo("cases: 1 passed, 1 unreadable, coverage 50 %");
        assertThat(CaseReportText.of(report)).contains("cases/test.yaml:26:14: CASE_UNKNOWN_FIELD: ");
    }

    @Test
    void report_withoutCases_hasNotPassed() {
        assertThat(CaseReport.of(List.of(), ShareRules.runner(), ShareRules.ALL).passed())
                .isFalse();
    }

    @Test
    void coverage_isCompleteOnlyWhenEveryRuleFired() {
        String file = CaseTexts.FIXTURES
                + "cases:\n"
                + ("  - name: a\n" + USES + "    expect: {status: NO_ACTION}\n")
                + ("  - name: b\n" + USES + "    portfolio: {loans: [{currency: EUR, amount: 2000}]}\n")
                + "    expect: {status: MARGIN_CALL}\n";

        assertThat(report(file).coverage()).isEqualByComparingTo("0.75");
        assertThat(report(file
                                + ("  - name: c\n" + USES)
                                + "    portfolio: {positions: [{id: shares, quantity: -1}]}\n"
                                + "    expect: {status: NO_ACTION}\n")
                        .coverage())
                .isEqualByComparingTo("1");
    }

    @Test
    void coverage_ofAlmostAll_isRoundedDown() {
        List<RuleReference> rules = new ArrayList<>(ShareRules.ALL);
        for (int line = 1; line <= 996; line++) {
            rules.add(new RuleReference("many.drl", line, "rule " + line));
        }
        CaseReport report = new CaseReport(List.of(), List.of(), rules, List.of(ShareRules.CALL));

        assertThat(report.coverage()).as("999 of 1,000").isEqualByComparingTo("0.99");
    }

    private static CaseReport report(String text) {
        CaseFile file = CaseFile.read("cases/test.yaml", text.getBytes(StandardCharsets.UTF_8));
        return CaseReport.of(List.of(file), ShareRules.runner(), ShareRules.ALL);
    }

    private static String timeless(String text) {
        return text.replaceAll("[0-9]+\\.[0-9] ms", "T ms");
    }
}
