package org.plimsoll.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.plimsoll.compare.RuleSetComparison.CaseChange;
import org.plimsoll.compare.RuleSetComparison.CellChange;
import org.plimsoll.compare.RuleSetComparison.FileChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.Of;
import org.plimsoll.compare.RuleSetComparison.OutcomeChange;
import org.plimsoll.compare.RuleSetComparison.ParameterChange;
import org.plimsoll.compare.RuleSetComparison.RowChange;
import org.plimsoll.compare.RuleSetComparison.RuleChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;

/** The shipped rule sets beside themselves with planted edits, cases run. */
class ShippedComparisonTest {
    private static final String SHEET = "debt-securities.drl.xlsx";
    private static final String GOVERNMENT = "government or supranational bond, step 1, up to 1 year";

    private static OutcomeChange outcome(RuleSetComparison comparison, String name) {
        return comparison.outcomes().changed().stream()
                .filter(change -> change.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no outcome of '" + name + "' differs"));
    }

    @Test
    void rate_inAWorkbook_isOneCell_andTheCasesThatFailOfIt() throws IOException {
        Versions shipped = Versions.shipped("eu-collateral-haircuts");
        Versions edited =
                shipped.sheet(SHEET, sheet -> sheet.getRow(10).getCell(6).setCellValue(0.01));
        RuleSetComparison comparison = Versions.run(shipped, edited);

        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.rules()).isEmpty();
        assertThat(comparison.cases()).isEmpty();
        assertThat(comparison.files()).extracting(FileChange::path).containsExactly(SHEET);
        assertThat(comparison.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).singleElement().satisfies(row -> {
                    assertThat(row.row()).isEqualTo(GOVERNMENT);
                    assertThat(row.cells()).containsExactly(new CellChange("haircut", "G11", "G11", "0.005", "0.01"));
                }));
        OutcomeChange change = outcome(comparison, "government, credit quality step 1, up to one year");
        assertThat(change.of()).isEqualTo(Of.BOTH);
        assertThat(change.passesOld()).isTrue();
        assertThat(change.passesNew()).isFalse();
        assertThat(change.wordingOnly()).isFalse();
        assertThat(change.fields())
                .contains(
                        new ValueChange("collateral/government-1-first/haircut", "0.005", "0.01"),
                        new ValueChange("collateral/government-1-first/value", "995000.00", "990000.00"),
                        new ValueChange("collateral/government-1-first/haircuts/BASE/rate", "0.005", "0.01"),
                        new ValueChange("pools/cross/equity", "3980000.00", "3960000.00"));
        assertThat(comparison.outcomes().passedOld())
                .isEqualTo(comparison.outcomes().evaluated());
        assertThat(comparison.outcomes().passedNew())
                .isEqualTo(comparison.outcomes().evaluated()
                        - (int) comparison.outcomes().changed().stream()
                                .filter(one -> !one.passesNew())
                                .count());
    }

    @Test
    void row_insertedInAWorkbook_isOneAddedRow() throws IOException {
        Versions shipped = Versions.shipped("eu-collateral-haircuts");
        Versions edited = shipped.sheet(SHEET, sheet -> {
            sheet.shiftRows(11, sheet.getLastRowNum(), 1);
            sheet.createRow(11).createCell(0).setCellValue("one more");
            sheet.getRow(11).createCell(1).setCellValue("GOLD");
            sheet.getRow(11).createCell(6).setCellValue(0.5);
            sheet.getRow(11).createCell(7).setCellValue("one more");
        });
        assertThat(Versions.unrun(shipped, edited).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.rows())
                        .extracting(RowChange::kind, RowChange::row, RowChange::newRow)
                        .containsExactly(tuple(Kind.ADDED, "one more", 12)));
    }

    @Test
    void parameterRuleAndCase_edited_areEachFound() throws IOException {
        Versions shipped = Versions.shipped("eu-collateral-haircuts");
        Versions edited = shipped.edited("ruleset.yaml", "value: 0.08", "value: 0.1")
                .edited("collateral.drl", "kind != \"CASH\", currencyMismatch", "currencyMismatch")
                .edited("cases/margin.yaml", "name: margin is met exactly", "name: margin is met to the cent");
        RuleSetComparison comparison = Versions.run(shipped, edited);

        assertThat(comparison.parameters())
                .containsExactly(new ParameterChange(
                        Kind.CHANGED,
                        "currencyMismatchHaircut",
                        null,
                        "0.08",
                        "0.1",
                        "Annex II, paragraphs 6 and 7",
                        "Annex II, paragraphs 6 and 7"));
        assertThat(comparison.rules())
                .extracting(RuleChange::kind, RuleChange::name)
                .containsExactly(tuple(Kind.CHANGED, "securities or gold in another currency than the agreement"));
        assertThat(comparison.cases())
                .extracting(CaseChange::kind, CaseChange::name)
                .containsExactly(tuple(Kind.RENAMED, "margin is met to the cent"));
        assertThat(outcome(comparison, "government bond of two years in dollars against an agreement in euro")
                        .passesNew())
                .isFalse();
        assertThat(comparison.outcomes().changed())
                .as("a case that is only renamed comes out the same")
                .noneMatch(change -> change.name().equals("margin is met to the cent"));
    }

    @Test
    void tier_editedInACsv_isOneCell_andActionsComeAndGo() throws IOException {
        Versions shipped = Versions.shipped("crypto-perpetuals");
        Versions edited = shipped.edited(
                        "ruleset.yaml",
                        "- name: warningMarginRatio\n    value: 1.5",
                        "- name: warningMarginRatio\n    value: 3")
                .edited(
                        "binance-tiers.drl.csv",
                        "BTC,50000,250000,2,50000,100,0.005,50,",
                        "BTC,50000,250000,2,50000,100,0.006,50,");
        RuleSetComparison comparison = Versions.run(shipped, edited);
        assertThat(comparison.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).singleElement().satisfies(row -> {
                    assertThat(row.row()).isEqualTo("Binance BTCUSDT tier 2");
                    assertThat(row.cells())
                            .containsExactly(new CellChange("maintenance rate", "J12", "J12", "0.005", "0.006"));
                }));
        assertThat(comparison.outcomes().changed())
                .flatExtracting(OutcomeChange::fields)
                .anySatisfy(field -> {
                    assertThat(field.path()).isEqualTo("actions/NOTIFY cross");
                    assertThat(field.oldValue()).isNull();
                    assertThat(field.newValue())
                            .isEqualTo(
                                    "type NOTIFY, pool cross, reason the margin ratio is at or below the warning line");
                });
        assertThat(comparison.outcomes().changed())
                .anySatisfy(change ->
                        assertThat(change.fields()).contains(new ValueChange("status", "NO_ACTION", "NOTIFY")));
    }

    @Test
    void rowRemoved_leavesPositionsUncovered_andTheAnswerRefused() throws IOException {
        Versions shipped = Versions.shipped("eu-collateral-haircuts");
        Versions edited = shipped.edited("other-assets.drl.csv", "\"gold\",GOLD,,,0.15,\"gold: 15 %\"\n", "");
        RuleSetComparison comparison = Versions.run(shipped, edited);
        assertThat(comparison.outcomes().changed()).isNotEmpty().anySatisfy(change -> {
            assertThat(change.newStatus()).isEqualTo("REFUSED");
            assertThat(change.oldStatus()).isNotEqualTo("REFUSED");
            assertThat(change.passesNew()).isFalse();
            assertThat(change.fields()).anySatisfy(field -> {
                assertThat(field.path()).startsWith("refusal/");
                assertThat(field.oldValue()).isNull();
                assertThat(field.newValue()).startsWith("message ");
            });
        });
    }

    @Test
    void comparison_isTheSameEachTime_asJsonToo() throws IOException {
        Versions shipped = Versions.shipped("eu-collateral-haircuts");
        Versions edited = shipped.edited("ruleset.yaml", "value: 0.08", "value: 0.1");
        ObjectMapper mapper = new ObjectMapper();
        RuleSetComparison first = Versions.run(shipped, edited);
        RuleSetComparison second = Versions.run(shipped, edited);
        assertThat(second).isEqualTo(first);
        assertThat(mapper.writeValueAsString(second)).isEqualTo(mapper.writeValueAsString(first));
        JsonNode json = mapper.readTree(mapper.writeValueAsString(first));
        assertThat(json.at("/parameters/0/newValue").asText()).isEqualTo("0.1");
        assertThat(json.at("/outcomes/changed/0/place/file").asText()).startsWith("cases/");
        assertThat(mapper.readValue(json.toString(), RuleSetComparison.class)).isEqualTo(first);
    }

    @Test
    void sameBytes_areSaidToBeTheSame_andNothingIsRun() throws IOException {
        Versions shipped = Versions.shipped("crypto-perpetuals");
        RuleSetComparison comparison = Versions.run(shipped, shipped);
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.files()).isEmpty();
        assertThat(comparison.outcomes().evaluated()).isZero();
        assertThat(RuleSetComparisonText.of(comparison)).contains("note: Both versions consist of the same bytes.");
    }
}
