package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.table.DecisionTable;
import org.plimsoll.engine.table.DecisionTables;

/** Workbooks that grow when they are opened. */
@Timeout(120)
class WorkbookBombTest {
    private static List<String> refusals(byte[] workbook) {
        DecisionTable table = DecisionTables.readWorkbook("bomb.drl.xlsx", workbook, EngineLimits.DEFAULT, "demo");
        assertThat(table.drl()).isEmpty();
        return table.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    /** A gigabyte of spaces between two cells, in a megabyte. */
    @Test
    void sheetThatUnpacksToAGigabyte_isRefused() {
        byte[] spaces = new byte[100 << 20];
        Arrays.fill(spaces, (byte) ' ');
        byte[] bomb = WorkbookFile.plain().with("xl/comments1.xml", spaces).bytes();
        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(refusals(bomb)).singleElement().asString().contains("TABLE_TOO_LARGE", "32 MB");
    }

    @Test
    void workbookOfManyParts_isRefused() {
        WorkbookFile workbook = WorkbookFile.plain();
        for (int i = 0; i < 600; i++) {
            workbook.with("xl/p" + i + ".xml", "<x/>");
        }
        assertThat(refusals(workbook.bytes())).singleElement().asString().contains("TABLE_TOO_LARGE", "too many parts");
    }

    /** Each cell takes four characters in the file, and a hundred times that in a spreadsheet library. */
    @ParameterizedTest
    @ValueSource(
            strings = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/media/picture.png"})
    void partOfVeryManyElements_isRefused(String part) {
        byte[] workbook = WorkbookFile.plain()
                .with(part, "<x>" + "<c/>".repeat(2_000_000) + "</x>")
                .bytes();
        assertThat(refusals(workbook))
                .singleElement()
                .asString()
                .contains("TABLE_TOO_LARGE: The workbook has too many cells");
    }

    @Test
    void partOfDeepElements_isRefused() {
        byte[] workbook = WorkbookFile.plain()
                .with("xl/styles.xml", "<x>".repeat(100_000) + "</x>".repeat(100_000))
                .bytes();
        assertThat(refusals(workbook))
                .singleElement()
                .asString()
                .contains("TABLE_TOO_LARGE: The workbook has too many cells");
    }

    /** One text of a megabyte, shown in eight thousand cells. */
    @Test
    void longTextInVeryManyCells_isRefused() {
        StringBuilder rows = new StringBuilder();
        for (int row = 8; row < 500; row++) {
            rows.append("<row r=\"").append(row).append("\">");
            for (char column = 'A'; column < 'Q'; column++) {
                rows.append("<c r=\"").append(column).append(row).append("\" t=\"s\"><v>0</v></c>");
            }
            rows.append("</row>");
        }
        WorkbookFile workbook = WorkbookFile.plain();
        String first = workbook.text("xl/sharedStrings.xml").replaceFirst("(?s).*?<si>(.*?)</si>.*", "$1");
        byte[] bomb = workbook.edit("xl/sharedStrings.xml", first, "<t>" + "x".repeat(1 << 20) + "</t>")
                .edit(WorkbookFile.SHEET, "</sheetData>", rows + "</sheetData>")
                .bytes();
        assertThat(refusals(bomb))
                .hasSizeLessThanOrEqualTo(200)
                .allSatisfy(
                        told -> assertThat(told).contains("TABLE_TOO_LARGE: Cell ", "holds more than 2000 characters"));
    }

    @Test
    void cellInTheLastRowThereIs_isRefused() {
        WorkbookFile workbook = WorkbookFile.of(
                sheet -> sheet.createRow(1_048_575).createCell(0).setCellValue("x"));
        assertThat(refusals(workbook.bytes())).singleElement().asString().contains("TABLE_TOO_LARGE", "1048576 rows");
    }

    @Test
    void mergedCells_withoutEnd_areRefused() {
        StringBuilder merged = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            merged.append("<mergeCell ref=\"A")
                    .append(100 + 2 * i)
                    .append(":CU")
                    .append(101 + 2 * i)
                    .append("\"/>");
        }
        byte[] workbook = WorkbookFile.plain()
                .edit(WorkbookFile.SHEET, "</mergeCells>", merged + "</mergeCells>")
                .bytes();
        assertThat(refusals(workbook)).singleElement().asString().contains("TABLE_TOO_LARGE");
    }
}
