package org.plimsoll.engine.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.plimsoll.engine.EngineLimits;

/**
 * Reads a table from the first sheet of a workbook. A number is taken as the decimal its author typed, whatever the
 * cell's format shows; a cell that holds anything else than a typed value is refused.
 */
final class WorkbookReader {
    private static final long MOST_UNPACKED_BYTES = 32L << 20;
    private static final int MOST_PARTS = 500;
    private static final long MOST_MERGED_CELLS = 100_000;

    /** Spreadsheets keep what is typed to this many digits; a number with more was computed. */
    private static final MathContext TYPED_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final int MOST_DECIMALS = 15;

    private final EngineLimits limits;
    private final TableProblems problems;
    private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);

    private WorkbookReader(EngineLimits limits, TableProblems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    static TableSheet read(byte[] bytes, EngineLimits limits, TableProblems problems) {
        WorkbookReader reader = new WorkbookReader(limits, problems);
        if (!reader.isHarmlessPackage(bytes)) {
            return new TableSheet();
        }
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            reader.checkOtherSheets(workbook);
            return reader.sheet(workbook.getSheetAt(0));
        } catch (IOException | POIXMLException | OpenXML4JRuntimeException | IllegalArgumentException e) {
            problems.table("TABLE_UNREADABLE", "The file is not a workbook that can be read; save it again as .xlsx.");
            return new TableSheet();
        }
    }

    /** Looks at the parts of the file before a spreadsheet library does: what they are and how large they grow. */
    private boolean isHarmlessPackage(byte[] bytes) {
        long unpacked = 0;
        int parts = 0;
        byte[] buffer = new byte[8192];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (name.contains("vbaproject") || name.contains("activex") || name.contains("macrosheets")) {
                    problems.table("TABLE_MACRO", "A workbook with macros is not taken; save it without them.");
                    return false;
                }
                if (name.contains("externallink") || name.contains("embeddings/") || name.contains("connections")) {
                    problems.table(
                            "TABLE_EXTERNAL_LINK",
                            "The workbook is linked to other files; break the links and keep the values.");
                    return false;
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > MOST_UNPACKED_BYTES) {
                        problems.table("TABLE_TOO_LARGE", "The workbook unpacks to more than 32 MB; make it smaller.");
                        return false;
                    }
                }
                if (++parts > MOST_PARTS) {
                    problems.table("TABLE_TOO_LARGE", "The workbook has too many parts.");
                    return false;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            parts = 0;
        }
        if (parts == 0) {
            problems.table("TABLE_UNREADABLE", "The file is not a workbook that can be read; save it again as .xlsx.");
            return false;
        }
        return true;
    }

    /** Only the first sheet is read: a table on another one would be left out in silence. */
    private void checkOtherSheets(XSSFWorkbook workbook) {
        for (int i = 1; i < workbook.getNumberOfSheets(); i++) {
            for (Row row : workbook.getSheetAt(i)) {
                for (Cell cell : row) {
                    if (formatter
                            .formatCellValue(cell)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .startsWith("ruletable")) {
                        problems.table(
                                "TABLE_ON_OTHER_SHEET",
                                "The sheet '" + workbook.getSheetName(i)
                                        + "' has a rule table, but only the first sheet is read; use a file for each.");
                        return;
                    }
                }
            }
        }
    }

    private TableSheet sheet(Sheet source) {
        TableSheet sheet = new TableSheet();
        if (source.getLastRowNum() >= limits.tableRows()) {
            problems.table(
                    "TABLE_TOO_LARGE",
                    "The sheet has " + (source.getLastRowNum() + 1) + " rows; at most " + limits.tableRows()
                            + " are taken. Delete the rows below the table.");
            return sheet;
        }
        for (Row row : source) {
            if (row.getLastCellNum() > limits.tableColumns()) {
                problems.cell(
                        "TABLE_TOO_LARGE",
                        row.getRowNum() + 1,
                        limits.tableColumns() + 1,
                        "is beyond the last column that is taken, the " + limits.tableColumns() + "th.");
                return sheet;
            }
            for (Cell cell : row) {
                read(cell, cell, TableSheet.NOT_MERGED, sheet);
            }
        }
        readMerged(source, sheet);
        return sheet;
    }

    /** A merged cell is in every row and column it covers. */
    private void readMerged(Sheet source, TableSheet sheet) {
        List<CellRangeAddress> regions = source.getMergedRegions();
        long cells = regions.stream()
                .mapToLong(CellRangeAddress::getNumberOfCells)
                .filter(count -> count > 0)
                .sum();
        if (cells > MOST_MERGED_CELLS) {
            problems.table("TABLE_TOO_LARGE", "The sheet has too many merged cells.");
            return;
        }
        for (CellRangeAddress region : regions) {
            Row first = source.getRow(region.getFirstRow());
            Cell holder = first == null ? null : first.getCell(region.getFirstColumn());
            if (holder == null || region.getLastColumn() >= limits.tableColumns()) {
                continue;
            }
            for (CellAddress covered : region) {
                Row row = source.getRow(covered.getRow());
                Cell cell = row == null ? null : row.getCell(covered.getColumn());
                if (row != null) {
                    Cell shown = cell == null ? row.createCell(covered.getColumn()) : cell;
                    read(shown, holder, region.getFirstColumn() + 1, sheet);
                }
            }
        }
    }

    private void read(Cell cell, Cell holder, int mergedFrom, TableSheet sheet) {
        int row = cell.getRowIndex() + 1;
        int column = cell.getColumnIndex() + 1;
        Optional<String> text = text(holder, row, column);
        if (text.isEmpty() || text.get().isBlank()) {
            return;
        }
        if (cell.getRow().getZeroHeight() || cell.getSheet().isColumnHidden(cell.getColumnIndex())) {
            problems.cell(
                    "TABLE_HIDDEN_CELL", row, column, "is hidden, but counts; show its row and column, or delete it.");
        }
        sheet.put(row, column, text.get().strip(), mergedFrom);
    }

    private Optional<String> text(Cell cell, int row, int column) {
        return switch (cell.getCellType()) {
            case STRING -> Optional.of(cell.getStringCellValue());
            case BOOLEAN -> Optional.of(cell.getBooleanCellValue() ? "true" : "false");
            case NUMERIC -> number(cell, row, column);
            case FORMULA ->
                refused(row, column, "holds a formula; put its value there, so that what is reviewed is what applies.");
            case ERROR -> refused(row, column, "holds an error.");
            case BLANK, _NONE -> Optional.empty();
        };
    }

    private Optional<String> refused(int row, int column, String message) {
        problems.cell(TableProblems.CELL_ERROR, row, column, message);
        return Optional.empty();
    }

    private Optional<String> number(Cell cell, int row, int column) {
        double stored = cell.getNumericCellValue();
        if (DateUtil.isCellDateFormatted(cell)) {
            return refused(row, column, "holds a date; format the cell as text and write it as 2026-01-31.");
        }
        BigDecimal typed = new BigDecimal(stored).round(TYPED_DIGITS).stripTrailingZeros();
        if (typed.doubleValue() != stored || typed.abs().compareTo(LARGEST) >= 0 || typed.scale() > MOST_DECIMALS) {
            return refused(
                    row,
                    column,
                    "holds " + stored + ", which is no plain decimal of 15 digits or fewer; type the number again, or"
                            + " format the cell as text.");
        }
        warnIfShownOtherwise(cell, typed, row, column);
        return Optional.of(typed.toPlainString());
    }

    /** A reviewer who sees 0.01 does not approve 0.0125. */
    private void warnIfShownOtherwise(Cell cell, BigDecimal typed, int row, int column) {
        String shown = formatter.formatCellValue(cell).strip();
        String plain = shown.replace(",", "");
        boolean percent = plain.endsWith("%");
        if (percent) {
            plain = plain.substring(0, plain.length() - 1).strip();
        }
        BigDecimal read;
        try {
            read = new BigDecimal(plain);
        } catch (NumberFormatException e) {
            // A currency or a format of the author's own: nothing to compare with.
            return;
        }
        BigDecimal meant = percent ? read.movePointLeft(2) : read;
        if (meant.compareTo(typed) != 0) {
            problems.cellWarning(
                    "TABLE_ROUNDED_DISPLAY",
                    row,
                    column,
                    "shows " + shown + " but holds " + typed.toPlainString()
                            + ", which applies; show as many decimals as it has.");
        }
    }
}
