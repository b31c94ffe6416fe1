package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.table.DecisionTable;
import org.plimsoll.engine.table.DecisionTables;
import org.plimsoll.policy.Facts;
import org.plimsoll.policy.Haircut;

/** Workbooks that hide something, or that are read differently by different programs. */
@Timeout(120)
class HostileWorkbookTest {
    private static final String FILE = "haircuts.drl.xlsx";
    private static final Pattern HAIRCUT = Pattern.compile("new Haircut\\(\\$c, ([^,]*), ");
    private static final String DOCTYPE = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";

    private static DecisionTable read(byte[] workbook) {
        return DecisionTables.readWorkbook(FILE, workbook, EngineLimits.DEFAULT, "demo");
    }

    private static List<String> refusals(byte[] workbook) {
        DecisionTable table = read(workbook);
        assertThat(table.drl()).isEmpty();
        return table.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    /** The rate that the table's one rule says. */
    private static BigDecimal rate(byte[] workbook) {
        DecisionTable table = read(workbook);
        assertThat(table.diagnostics()).isEmpty();
        Matcher haircut = HAIRCUT.matcher(table.drl());
        assertThat(haircut.find()).as(table.drl()).isTrue();
        return new BigDecimal(haircut.group(1));
    }

    /** Refused with something to say, or read as it was written. */
    private static void assertRefusedOrExact(byte[] workbook) {
        if (read(workbook).drl().isEmpty()) {
            assertThat(refusals(workbook)).isNotEmpty();
        } else {
            assertThat(rate(workbook)).isEqualByComparingTo("0.05");
        }
    }

    private static WorkbookFile rateCell(Consumer<XSSFCell> change) {
        return WorkbookFile.of(
                sheet -> change.accept(sheet.getRow(WorkbookFile.RULE).getCell(3)));
    }

    private static WorkbookFile formatted(double value, String format) {
        return rateCell(cell -> {
            cell.setCellValue(value);
            CellStyle style = cell.getSheet().getWorkbook().createCellStyle();
            style.setDataFormat(cell.getSheet().getWorkbook().createDataFormat().getFormat(format));
            cell.setCellStyle(style);
        });
    }

    @Test
    void plainWorkbook_isReadExactly() {
        assertThat(rate(WorkbookFile.plain().bytes())).isEqualTo(new BigDecimal("0.05"));
        try (CompiledRuleSet rules =
                new RuleSetSample().bytes(FILE, WorkbookFile.plain().bytes()).compiled()) {
            Haircut haircut = (Haircut) rules.fire(List.of(Facts.collateral().build()))
                    .get(0)
                    .outcomes()
                    .get(0);
            assertThat(haircut.rate()).isEqualTo(new BigDecimal("0.05"));
        }
    }

    @Test
    void percentage_isTheFractionThatApplies() {
        assertThat(rate(formatted(0.15, "0%").bytes())).isEqualTo(new BigDecimal("0.15"));
    }

    @Test
    void richText_isItsPlainText() {
        WorkbookFile workbook = rateCell(cell -> {
            XSSFRichTextString text = new XSSFRichTextString("0.");
            text.append("07");
            text.applyFont(0, 2, cell.getSheet().getWorkbook().createFont());
            cell.setCellValue(text);
        });
        assertThat(rate(workbook.bytes())).isEqualTo(new BigDecimal("0.07"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HYPERLINK(\"http://example.org/\",0.05)",
                "WEBSERVICE(\"http://example.org/\")",
                "cmd|' /c calc'!A1",
                "NOW()",
                "1*0.05",
            })
    void formula_isRefusedAtItsCell_whateverItsValue(String formula) {
        byte[] workbook = WorkbookFile.plain()
                .edit(WorkbookFile.SHEET, "<v>0.05</v>", "<f>" + formula.replace("\"", "&quot;") + "</f><v>0.05</v>")
                .bytes();
        assertThat(refusals(workbook))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:4: TABLE_CELL_ERROR: Cell D7 holds a formula");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r=\"D7\"><v>0.5</v></c>",
                "<c r=\"A7\"><v>0.5</v></c>",
                "<c r=\"E8\"><v>0.5</v></c>",
                "</row><row r=\"7\"><c r=\"D7\"><v>0.5</v></c>",
                "</row><row r=\"3\"><c r=\"D3\"><v>0.5</v></c>",
            })
    void cellInAnothersPlace_isRefused(String cell) {
        byte[] workbook = WorkbookFile.plain()
                .edit(WorkbookFile.SHEET, "<v>0.05</v></c>", "<v>0.05</v></c>" + cell)
                .bytes();
        assertThat(refusals(workbook))
                .singleElement()
                .asString()
                .contains("TABLE_UNREADABLE: The workbook has a cell twice");
    }

    @ParameterizedTest
    @CsvSource({"HIDDEN", "VERY_HIDDEN"})
    void firstSheet_thatIsHidden_isRefused(SheetVisibility visibility) {
        WorkbookFile workbook = WorkbookFile.of(sheet -> {
            sheet.getWorkbook().createSheet("Shown").createRow(0).createCell(0).setCellValue("harmless");
            sheet.getWorkbook().setSheetVisibility(0, visibility);
        });
        assertThat(refusals(workbook.bytes()))
                .singleElement()
                .asString()
                .startsWith(FILE + ":1:1: TABLE_HIDDEN_SHEET: The first sheet, 'Haircuts', is hidden");
    }

    static Stream<Consumer<XSSFSheet>> hidings() {
        return Stream.of(
                sheet -> sheet.getRow(WorkbookFile.RULE).setZeroHeight(true),
                sheet -> sheet.getRow(WorkbookFile.RULE).setHeight((short) 0),
                sheet -> sheet.setColumnHidden(3, true),
                sheet -> sheet.setColumnWidth(3, 0),
                sheet -> sheet.getCTWorksheet().getSheetFormatPr().setZeroHeight(true));
    }

    @ParameterizedTest
    @MethodSource("hidings")
    void hiddenRowsAndColumns_areRefused(Consumer<XSSFSheet> hiding) {
        assertThat(refusals(WorkbookFile.of(hiding).bytes()))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told).contains("TABLE_HIDDEN_CELL"));
    }

    @Test
    void cellUnderAMergedOne_isRefused() {
        WorkbookFile workbook = WorkbookFile.of(sheet -> {
            sheet.getRow(5).createCell(4).setCellValue("unused");
            sheet.getRow(WorkbookFile.RULE).getCell(2).setCellValue("");
            sheet.addMergedRegion(new CellRangeAddress(WorkbookFile.RULE, WorkbookFile.RULE, 2, 3));
        });
        assertThat(refusals(workbook.bytes()))
                .anySatisfy(told -> assertThat(told)
                        .startsWith(FILE + ":7:4: TABLE_HIDDEN_CELL: Cell D7 holds something that the merged cell"));
    }

    @Test
    void mergedCell_beyondTheLastColumn_isRefused() {
        WorkbookFile workbook = WorkbookFile.of(sheet -> sheet.addMergedRegion(new CellRangeAddress(0, 0, 1, 16_000)));
        assertThat(refusals(workbook.bytes())).singleElement().asString().startsWith(FILE + ":1:2: TABLE_TOO_LARGE: ");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, ';;;', TABLE_HIDDEN_CELL",
        "0.5, '\"nothing\"', TABLE_HIDDEN_CELL",
        "0.5, '\"0.05\"', TABLE_HIDDEN_CELL",
        "5000, '0,', TABLE_CELL_ERROR",
        "0.05, '0.05\"0\"', TABLE_CELL_ERROR",
        "45000, 'yyyy-mm-dd', TABLE_CELL_ERROR",
        "0.5, 'hh:mm', TABLE_CELL_ERROR",
    })
    void number_thatShowsAsAnother_isRefusedAtItsCell(double value, String format, String code) {
        assertThat(refusals(formatted(value, format).bytes()))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:4: " + code + ": Cell D7 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.30000000000000004",
                "1e309",
                "NaN",
                "INF",
                "1e-400",
                "0.05.1",
                "0,05",
                "five",
                "0x1p3",
                "1d",
                "."
            })
    void numberThatIsNone_isRefusedAtItsCell(String stored) {
        byte[] workbook = WorkbookFile.plain()
                .edit(WorkbookFile.SHEET, "<v>0.05</v>", "<v>" + stored + "</v>")
                .bytes();
        assertThat(refusals(workbook))
                .singleElement()
                .asString()
                .startsWith(FILE + ":7:4: TABLE_CELL_ERROR: Cell D7 holds ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r=\"D7\" t=\"s\"><v>99999</v></c>",
                "<c r=\"D7\" t=\"s\"><v>-1</v></c>",
                "<c r=\"D7\" t=\"b\"><v>7</v></c>",
                "<c r=\"D7\" t=\"e\"><v>#REF!</v></c>",
                "<c r=\"D7\" t=\"x\"><v>1</v></c>",
                "<c r=\"ZZZZ99999999\"><v>1</v></c>",
                "<c r=\"A0\"><v>1</v></c>",
                "<c r=\"\"><v>1</v></c>"
            })
    void cellThatIsNone_isRefused_notFailedOn(String cell) {
        String sheet = WorkbookFile.plain().text(WorkbookFile.SHEET);
        byte[] workbook = WorkbookFile.plain()
                .with(WorkbookFile.SHEET, sheet.replaceFirst("<c r=\"D7\".*?</c>", cell))
                .bytes();
        assertThat(refusals(workbook)).isNotEmpty();
    }

    static List<String> partNames() {
        List<String> names = new ArrayList<>();
        WorkbookFile.plain().names().forEach(names::add);
        return names;
    }

    @ParameterizedTest
    @MethodSource("partNames")
    void entities_inAnyPart_areRefused(String part) {
        WorkbookFile workbook = WorkbookFile.plain();
        String text = workbook.text(part);
        int root = text.indexOf("?>") + 2;
        byte[] changed = workbook.with(part, text.substring(0, root) + DOCTYPE + text.substring(root))
                .bytes();
        assertThat(refusals(changed))
                .singleElement()
                .asString()
                .contains("TABLE_UNREADABLE: The workbook declares entities");
    }

    @ParameterizedTest
    @MethodSource("partNames")
    void externalEntity_inAnyPart_isNotFetched(String part, @TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.dtd"), "<!ENTITY b \"stolen\">");
        WorkbookFile workbook = WorkbookFile.plain();
        String text = workbook.text(part);
        int root = text.indexOf("?>") + 2;
        String external = "<!DOCTYPE x SYSTEM \"" + secret.toUri() + "\">";
        assertThat(refusals(workbook.with(part, text.substring(0, root) + external + text.substring(root))
                        .bytes()))
                .singleElement()
                .asString()
                .contains("TABLE_UNREADABLE")
                .doesNotContain("stolen");
    }

    @ParameterizedTest
    @MethodSource("partNames")
    void anyPart_emptyOrBroken_isRefusedOrReadExactly(String part) {
        for (String content : List.of("", "<", "<x/>", "<?xml version=\"1.0\"?><worksheet/>")) {
            assertRefusedOrExact(WorkbookFile.plain().with(part, content).bytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "xl/worksheets/sheet1.xml, twice",
        "XL/Worksheets/Sheet1.xml, twice",
        "../../etc/passwd, no path",
        "xl/../../evil.xml, no path",
        "/xl/evil.xml, no path",
        "xl//evil.xml, no path",
        "./evil.xml, no path",
    })
    void partsThatProgramsTakeDifferently_areRefused(String name, String why) {
        assertThat(refusals(WorkbookFile.plain().bytesWith(Map.of(name, "<x/>"))))
                .singleElement()
                .asString()
                .contains("TABLE_UNREADABLE", why);
    }

    /** Programs that begin at the end see the second workbook, those that begin at the beginning the first. */
    @Test
    void twoWorkbooksInOneFile_areRefused() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(WorkbookFile.plain().bytes());
        both.write(rateCell(cell -> cell.setCellValue(0.5)).bytes());
        assertThat(refusals(both.toByteArray())).singleElement().asString().contains("TABLE_UNREADABLE");
    }

    @Test
    void changedBits_areRefusedOrReadExactly() {
        byte[] bytes = WorkbookFile.plain().bytes();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertRefusedOrExact(changed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.ms-office.vbaProject, TABLE_MACRO",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml, TABLE_MACRO",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml, TABLE_EXTERNAL_LINK",
        "application/vnd.openxmlformats-officedocument.oleObject, TABLE_EXTERNAL_LINK",
    })
    void foreignPart_underAHarmlessName_isRefused(String type, String code) {
        byte[] workbook = WorkbookFile.plain()
                .edit(
                        "[Content_Types].xml",
                        "</Types>",
                        "<Override PartName=\"/xl/theme.bin\" ContentType=\"" + type + "\"/></Types>")
                .with("xl/theme.bin", "x")
                .bytes();
        assertThat(refusals(workbook)).singleElement().asString().contains(code);
    }

    @Test
    void oldWorkbook_isRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem old = new POIFSFileSystem()) {
            old.createDocument(new java.io.ByteArrayInputStream(new byte[5_000]), "Workbook");
            old.writeFilesystem(out);
        }
        assertThat(refusals(out.toByteArray())).singleElement().asString().contains("TABLE_UNREADABLE");
    }

    @Test
    void declaredDimensions_doNotMatter() {
        String sheet = WorkbookFile.plain().text(WorkbookFile.SHEET);
        byte[] workbook = WorkbookFile.plain()
                .with(
                        WorkbookFile.SHEET,
                        sheet.replaceFirst("<dimension ref=\"[^\"]*\"", "<dimension ref=\"A1:XFD1048576\""))
                .bytes();
        assertThat(rate(workbook)).isEqualTo(new BigDecimal("0.05"));
    }
}
