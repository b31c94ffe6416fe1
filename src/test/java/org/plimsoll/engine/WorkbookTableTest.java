package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Haircut;

/** Decision tables in workbooks: above all, that a cell's number is the decimal its author typed. */
class WorkbookTableTest {
    private static final int FIRST_DATA_ROW = 6;
    private static final String FILE = "haircuts.drl.xlsx";

    /** A table of one rule in row 7, whose rate is in D7; the caller fills in the cell. */
    private static byte[] workbook(Consumer<Cell> rate) {
        return workbook(rate, sheet -> {});
    }

    private static byte[] workbook(Consumer<Cell> rate, Consumer<XSSFSheet> more) {
        String[][] rows = {
            {"RuleSet", "demo"},
            {"RuleTable haircut"},
            {"CONDITION", "CONDITION", "NAME", "ACTION"},
            {"$c : Collateral"},
            {"kind", "currency", "", "insert(new Haircut($c, $paramB, \"table\"));"},
            {"kind", "currency", "name", "haircut"},
            {"CASH", "EUR", "cash in euro"},
        };
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet("Haircuts");
            for (int row = 0; row < rows.length; row++) {
                sheet.createRow(row);
                for (int column = 0; column < rows[row].length; column++) {
                    sheet.getRow(row).createCell(column).setCellValue(rows[row][column]);
                }
            }
            sheet.addMergedRegion(new CellRangeAddress(3, 3, 0, 1));
            rate.accept(sheet.getRow(FIRST_DATA_ROW).createCell(3));
            more.accept(sheet);
            return bytes(workbook);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(XSSFWorkbook workbook) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        workbook.write(out);
        return out.toByteArray();
    }

    private static Consumer<Cell> number(double value, String format) {
        return cell -> {
            cell.setCellValue(value);
            CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
            style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
            cell.setCellStyle(style);
        };
    }

    private static CompileResult compile(byte[] workbook) {
        return new RuleSetSample().bytes(FILE, workbook).compile();
    }

    private static List<String> refusals(byte[] workbook) {
        CompileResult result = compile(workbook);
        assertThat(result.compiled()).isNull();
        return result.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    private static BigDecimal rateFired(CompiledRuleSet rules) {
        return ((Haircut) rules.fire(List.of(Facts.collateral().build()))
                        .get(0)
                        .outcomes()
                        .get(0))
                .rate();
    }

    @ParameterizedTest
    @CsvSource({
        "0.005, General, 0.005",
        "0.005, 0.00%, 0.005",
        "0.02, 0%, 0.02",
        "1, 0%, 1",
        "1, General, 1",
        "0.0001, General, 0.0001",
        "0.0001, 0.00E+00, 0.0001",
        "0.1234567890123, 0.0000000000000, 0.1234567890123",
        "0.07, General, 0.07",
        "0.29, General, 0.29",
        "0.57, 0.00, 0.57",
        "1234567.89, '#,##0.00', 1234567.89",
        "100000000, General, 100000000",
    })
    void number_inAnyFormat_isTheDecimalTyped(double typed, String format, BigDecimal expected) {
        CompileResult result = compile(workbook(number(typed, format)));
        assertThat(result.diagnostics()).isEmpty();
        try (CompiledRuleSet rules = result.orThrow()) {
            assertThat(rateFired(rules)).isEqualTo(expected);
        }
    }

    @Test
    void number_asText_isTheTextTyped() {
        try (CompiledRuleSet rules = compile(workbook(cell -> cell.setCellValue("0.12345678901234567890")))
                .orThrow()) {
            assertThat(rateFired(rules)).isEqualTo(new BigDecimal("0.12345678901234567890"));
        }
    }

    @Test
    void row_isARuleAtItsRow() {
        try (CompiledRuleSet rules = compile(workbook(number(0.01, "General"))).orThrow()) {
            assertThat(rules.rules()).containsExactly(new RuleReference(FILE, 7, "cash in euro"));
        }
    }

    @Test
    void number_thatWasComputed_isRefused() {
        assertThat(refusals(workbook(number(0.1 + 0.2, "General"))))
                .containsExactly(FILE + ":7:4: TABLE_CELL_ERROR: Cell D7 holds 0.30000000000000004, which is no plain"
                        + " decimal of 15 digits or fewer; type the number again, or format the cell as text.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, 1e-300, 0.1 / 3, 1e15})
    void number_thatIsNoPlainDecimal_isRefused(double value) {
        assertThat(refusals(workbook(number(value, "General"))))
                .singleElement()
                .asString()
                .contains("TABLE_CELL_ERROR", "Cell D7");
    }

    @Test
    void number_shownRounded_isTakenExactlyWithAWarning() {
        CompileResult result = compile(workbook(number(0.0125, "0.00")));
        assertThat(result.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        FILE + ":7:4: TABLE_ROUNDED_DISPLAY: Cell D7 shows 0.01 but holds 0.0125, which applies;"
                                + " show as many decimals as it has.");
        try (CompiledRuleSet rules = result.orThrow()) {
            assertThat(rateFired(rules)).isEqualTo(new BigDecimal("0.0125"));
        }
    }

    @Test
    void formula_isRefused() {
        assertThat(refusals(workbook(cell -> cell.setCellFormula("0.005*2"))))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:4: TABLE_CELL_ERROR: Cell D7 holds a formula");
    }

    @Test
    void date_isRefused() {
        assertThat(refusals(workbook(cell -> {
                    number(0, "yyyy-mm-dd").accept(cell);
                    cell.setCellValue(LocalDate.parse("2026-01-02"));
                })))
                .singleElement()
                .asString()
                .contains("Cell D7 holds a date");
    }

    @Test
    void errorValue_isRefused() {
        assertThat(refusals(workbook(cell -> cell.setCellErrorValue((byte) 0x07))))
                .singleElement()
                .asString()
                .contains("Cell D7 holds an error");
    }

    @Test
    void hiddenRow_isRefused() {
        assertThat(refusals(workbook(
                        number(0.01, "General"),
                        sheet -> sheet.getRow(FIRST_DATA_ROW).setZeroHeight(true))))
                .hasSize(4)
                .allSatisfy(told -> assertThat(told).contains("TABLE_HIDDEN_CELL"));
    }

    @Test
    void hiddenColumn_isRefused() {
        assertThat(refusals(workbook(number(0.01, "General"), sheet -> sheet.setColumnHidden(3, true))))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told).contains("TABLE_HIDDEN_CELL"));
    }

    @Test
    void tableOnAnotherSheet_isRefused() {
        assertThat(refusals(workbook(
                        number(0.01, "General"),
                        sheet -> sheet.getWorkbook()
                                .createSheet("More")
                                .createRow(0)
                                .createCell(0)
                                .setCellValue("RuleTable more"))))
                .singleElement()
                .asString()
                .contains("TABLE_ON_OTHER_SHEET", "'More'");
    }

    @Test
    void rowFarBelow_isRefused() {
        assertThat(refusals(workbook(
                        number(0.01, "General"),
                        sheet -> sheet.createRow(1_000_000).createCell(0).setCellValue("x"))))
                .singleElement()
                .asString()
                .contains("TABLE_TOO_LARGE", "1000001 rows");
    }

    @ParameterizedTest
    @CsvSource({
        "xl/vbaProject.bin, TABLE_MACRO",
        "xl/macrosheets/sheet1.xml, TABLE_MACRO",
        "xl/activeX/activeX1.bin, TABLE_MACRO",
        "xl/externalLinks/externalLink1.xml, TABLE_EXTERNAL_LINK",
        "xl/connections.xml, TABLE_EXTERNAL_LINK",
        "xl/embeddings/oleObject1.bin, TABLE_EXTERNAL_LINK",
    })
    void workbookWithAForeignPart_isRefused(String part, String code) throws IOException {
        assertThat(refusals(zip(part, 10))).singleElement().asString().contains(code);
    }

    @Test
    void workbookThatUnpacksWithoutEnd_isRefused() throws IOException {
        byte[] bomb = zip("xl/worksheets/sheet1.xml", 200 << 20);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(refusals(bomb)).singleElement().asString().contains("TABLE_TOO_LARGE", "32 MB");
    }

    @Test
    void fileThatIsNoWorkbook_isRefused() throws IOException {
        assertThat(refusals("RuleSet,demo".getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .contains("TABLE_UNREADABLE");
        assertThat(refusals(zip("hello.txt", 10))).singleElement().asString().contains("TABLE_UNREADABLE");
    }

    private static byte[] zip(String part, int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(part));
            byte[] block = new byte[1 << 16];
            for (int left = zeros; left > 0; left -= block.length) {
                zip.write(block, 0, Math.min(left, block.length));
            }
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
