package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.Price;
import org.plimsoll.portfolio.Submission;

final class CaseFileTest {
    private static final String EXPECT = "expect: {status: NO_ACTION}\n";

    @Test
    void case_complete_isReadWithItsPlace() {
        Case read = CaseTexts.only(CaseTexts.file("id: c-1\nsource: Rule 4210(f)(2)\n" + EXPECT));

        assertThat(read.name()).isEqualTo("one");
        assertThat(read.id()).isEqualTo("c-1");
        assertThat(read.source()).isEqualTo("Rule 4210(f)(2)");
        assertThat(read.file()).isEqualTo("cases/test.yaml");
        assertThat(read.line()).isEqualTo(CaseTexts.line(0) - 1);
    }

    @Test
    void listOfCases_withoutFixtures_isRead() {
        CaseFile file = read("""
                - name: no fixture
                  evaluatedAt: 2026-01-02T09:00:00Z
                  portfolio: {id: p, baseCurrency: EUR, account: {id: a, type: CASH}}
                  expect: {status: NO_ACTION}
                """);

        assertThat(CaseTexts.only(file).line()).isEqualTo(1);
    }

    @Test
    void fixtures_areLaidOverOneAnotherAndTheCaseOverAll() {
        Submission submission = submission("""
                evaluatedAt: 2026-01-02T10:00:00Z
                portfolio:
                  positions: [{id: shares, quantity: 20}, {id: more, instrument: ACME, quantity: -1}]
                  account: {attributes: {threshold: 50000000}}
                  collateral: []
                market:
                  prices: [{instrument: ACME, price: 90.10}]
                """ + EXPECT);

        assertThat(submission.evaluatedAt()).isEqualTo(Instant.parse("2026-01-02T10:00:00Z"));
        assertThat(submission.portfolio().positions())
                .extracting(OpenPosition::id, OpenPosition::instrument, OpenPosition::quantity)
                .containsExactly(
                        tuple("shares", "ACME", new BigDecimal("20")), tuple("more", "ACME", new BigDecimal("-1")));
        assertThat(submission.portfolio().account().id()).isEqualTo("a-1");
        assertThat(submission.portfolio().account().attributes()).isEqualTo(Map.of("threshold", "50000000"));
        assertThat(submission.portfolio().collateral()).isEmpty();
        assertThat(submission.portfolio().balances()).hasSize(1);
        assertThat(submission.market().prices())
                .extracting(Price::instrument, Price::price)
                .containsExactly(tuple("ACME", new BigDecimal("90.10")), tuple("BUND", new BigDecimal("1")));
    }

    @Test
    void elementsOfTheSameNameInOneList_stayTwo() {
        Submission submission = submission(
                "portfolio: {positions: [{id: shares, quantity: 1}, {id: shares, instrument: ACME, quantity: 2}]}\n"
                        + EXPECT);

        assertThat(submission.portfolio().positions())
                .extracting(OpenPosition::quantity)
                .containsExactly(new BigDecimal("1"), new BigDecimal("2"));
    }

    @Test
    void nullField_removesWhatAFixtureSaid() {
        Submission submission = submission("portfolio: {balances: null}\n" + EXPECT);

        assertThat(submission.portfolio().balances()).isEmpty();
    }

    @Test
    void quotedNumbers_andDates_arriveAsTyped() {
        Submission submission =
                submission("portfolio: {id: \"007\", positions: [{id: shares, quantity: \"1.50\"}]}\n" + EXPECT);

        assertThat(submission.portfolio().id()).isEqualTo("007");
        assertThat(submission.portfolio().positions().get(0).quantity()).isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void unknownFields_anywhere_areReportedAtTheirLine() {
        CaseFile file = CaseTexts.file("""
                sorce: book
                portfolio:
                  positions:
                    - {id: shares, quantty: 5}
                expect:
                  positions:
                    shares: {intialMargin: 5}
                  actons: []
                """);

        assertThat(CaseTexts.places(file))
                .containsExactly(
                        CaseTexts.line(1) + ": CASE_UNKNOWN_FIELD",
                        CaseTexts.line(4) + ": CASE_UNKNOWN_FIELD",
                        CaseTexts.line(7) + ": CASE_UNKNOWN_FIELD",
                        CaseTexts.line(8) + ": CASE_UNKNOWN_FIELD");
        assertThat(file.diagnostics().get(0).message()).endsWith("Did you mean 'source'?");
        assertThat(file.diagnostics().get(1).message()).contains("quantty", "Did you mean 'quantity'?");
        assertThat(file.diagnostics().get(2).message()).endsWith("Did you mean 'initialMargin'?");
        assertThat(file.diagnostics().get(3).message()).endsWith("Did you mean 'actions'?");
        assertThat(file.cases()).isEmpty();
    }

    @Test
    void numberWithThousandsMarks_isToldToHaveNone_whereverItStands() {
        String cases = "cases: [{name: one, uses: [market, margin account], expect: {pools: {cross: %s}}}]\n";
        CaseFile quoted = read(CaseTexts.FIXTURES + cases.formatted("{equity: '12,000'}"));
        assertThat(quoted.diagnostics())
                .singleElement()
                .asString()
                .endsWith("CASE_BAD_VALUE: '12,000' cannot be compared with. Numbers have no thousands marks: write"
                        + " 12000.");
        CaseFile inBraces = read(CaseTexts.FIXTURES + cases.formatted("{equity: 12,000}"));
        assertThat(inBraces.diagnostics())
                .singleElement()
                .asString()
                .endsWith("There is no field '000' here. If it is the end of a number such as 12,000: numbers have no"
                        + " thousands marks.");
        CaseFile input = read(CaseTexts.FIXTURES.replace("price: 100", "price: \"1,234.5\"")
                + "cases: [{name: one, uses: [market, margin account], expect: {status: NO_ACTION}}]\n");
        assertThat(input.diagnostics())
                .singleElement()
                .asString()
                .endsWith("Numbers have no thousands marks: write 1234.5.");
    }

    @Test
    void problemInAFixture_isReportedAtTheFixturesLine() {
        CaseFile file = read(CaseTexts.FIXTURES.replace("price: 100", "price: lots")
                + "cases: [{name: one, uses: [market, margin account], expect: {status: NO_ACTION}}]\n");

        assertThat(CaseTexts.places(file)).containsExactly("9: CASE_INVALID_DECIMAL");
        assertThat(file.diagnostics().get(0).message()).startsWith("/market/prices/0/price: ");
    }

    @Test
    void missingFields_areReported() {
        assertThat(CaseTexts.places(read("- {evaluatedAt: 2026-01-02T09:00:00Z}")))
                .containsExactly("1: CASE_MISSING_FIELD", "1: CASE_MISSING_FIELD", "1: CASE_MISSING_FIELD");
        assertThat(CaseTexts.places(read("fixtures: {}"))).containsExactly("1: CASE_MISSING_FIELD");
        assertThat(CaseTexts.places(CaseTexts.file("evaluatedAt: null\n" + EXPECT)))
                .isNotEmpty();
    }

    @Test
    void evaluationTime_missing_isReportedAndNotTakenFromTheClock() {
        CaseFile file = read("- {name: a, portfolio: {id: p, baseCurrency: EUR, account: {id: a, type: CASH}},"
                + " expect: {status: NO_ACTION}}");

        assertThat(CaseTexts.places(file)).containsExactly("1: CASE_MISSING_FIELD");
        assertThat(file.diagnostics().get(0).message()).contains("evaluatedAt");
    }

    @Test
    void fixture_unknown_isReportedAndTheNearestOffered() {
        CaseFile file = read(CaseTexts.FIXTURES + "cases:\n  - name: a\n    uses: markt\n    expect: {rules: [a]}\n");

        assertThat(file.diagnostics().get(0).code()).isEqualTo("CASE_UNKNOWN_FIXTURE");
        assertThat(file.diagnostics().get(0).message()).endsWith("Did you mean 'market'?");
    }

    @Test
    void name_usedTwice_isReported() {
        String one = "  - {name: same, uses: [market, margin account], expect: {status: NO_ACTION}}\n";

        CaseFile file = read(CaseTexts.FIXTURES + "cases:\n" + one + one);

        assertThat(file.cases()).hasSize(1);
        assertThat(file.diagnostics()).extracting(d -> d.code()).containsExactly("CASE_DUPLICATE_NAME");
    }

    @Test
    void refusalOfTheInput_expected_isNoFaultOfTheFile() {
        Case read = CaseTexts.only(
                CaseTexts.file(
                        "portfolio: {positions: [{id: shares, quantity: 1e400}]}\nexpect: {refusal: {code: NUMBER_TOO_LARGE}}\n"));

        assertThat(read.submission()).isNull();
    }

    @Test
    void readAll_takesTheCasesFolderOnly() {
        byte[] content = "- {}".getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files = Map.of(
                "cases/b.yaml", content, "cases/a.yml", content, "ruleset.yaml", content, "cases/readme.md", content);

        assertThat(CaseFile.readAll(new TreeMap<>(files)))
                .extracting(CaseFile::path)
                .containsExactly("cases/a.yml", "cases/b.yaml");
    }

    private static Submission submission(String fields) {
        return Objects.requireNonNull(CaseTexts.only(CaseTexts.file(fields)).submission());
    }

    private static CaseFile read(String text) {
        return CaseFile.read("cases/test.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void diagnostics_nameTheFile() {
        assertThat(List.copyOf(read("cases: 5").diagnostics()))
                .allSatisfy(diagnostic -> assertThat(diagnostic.file()).isEqualTo("cases/test.yaml"))
                .hasSize(1);
    }
}
