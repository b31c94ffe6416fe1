package org.plimsoll.engine.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTSheetFormatPr;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;
import org.plimsoll.engine.EngineLimits;

/**
 * Reads a table from the first sheet of a workbook. A number is taken as the decimal its author typed, whatever the
 * cell's format shows; a cell that holds anything else than a typed value is refused.
 */
final class WorkbookReader {
    private static final long MOST_MERGED_CELLS = 100_000;

    /** Spreadsheets keep what is typed to this many digits; a number with more was computed. */
    private static final MathContext TYPED_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final int MOST_DECIMALS = 15;
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
    private static final Pattern RAW_NUMBER =
            Pattern.compile("[+-]?[0-9]{0,400}[.]?[0-9]{1,400}([eE][+-]?[0-9]{1,4})?");

    private final EngineLimits limits;
    private final TableProblems problems;
    private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);

    private WorkbookReader(EngineLimits limits, TableProblems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    static TableSheet read(byte[] bytes, EngineLimits limits, TableProblems problems) {
        Optional<byte[]> checked = WorkbookPackage.checked(bytes, problems);
        if (checked.isEmpty()) {
            return new TableSheet();
        }
        WorkbookReader reader = new WorkbookReader(limits, problems);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(checked.get()))) {
            reader.checkOtherSheets(workbook);
            return reader.sheet(workbook.getSheetAt(0));
        } catch (IOException | RuntimeException e) {
            // The library fails in many ways on what is no workbook.
            problems.table("TABLE_UNREADABLE", "The file is not a workbook that can be read; save it again as .xlsx.");
            return new TableSheet();
        }
    }

    /** Only the first sheet is read: a table on another one would be left out in silence. */
    private void checkOtherSheets(XSSFWorkbook workbook) {
        if (workbook.getSheetVisibility(0) != SheetVisibility.VISIBLE) {
            problems.table(
                    "TABLE_HIDDEN_SHEET",
                    "The first sheet, '" + workbook.getSheetName(0)
                            + "', is hidden, but is the one that is read; show it, or delete it.");
        }
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

    private TableSheet sheet(XSSFSheet source) {
        TableSheet sheet = new TableSheet();
        CTSheetFormatPr format = source.getCTWorksheet().getSheetFormatPr();
        if (format != null && format.getZeroHeight()) {
            problems.table("TABLE_HIDDEN_CELL", "Rows are hidden unless they say otherwise; show all rows.");
        }
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
                if (problems.isFull() && problems.hasErrors()) {
                    return sheet;
                }
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
            if (region.getLastColumn() >= limits.tableColumns()) {
                problems.cell(
                        "TABLE_TOO_LARGE",
                        region.getFirstRow() + 1,
                        region.getFirstColumn() + 1,
                        "is merged beyond the last column that is taken, the " + limits.tableColumns() + "th.");
                return;
            }
            for (CellAddress covered : region) {
                Row row = source.getRow(covered.getRow());
                Cell cell = row == null ? null : row.getCell(covered.getColumn());
                if (cell != null && cell != holder && !isSameOrBlank(cell, holder)) {
                    problems.cell(
                            "TABLE_HIDDEN_CELL",
                            covered.getRow() + 1,
                            covered.getColumn() + 1,
                            "holds something that the merged cell over it hides; unmerge the cells, or empty it.");
                } else if (row != null && holder != null) {
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
        if (isHidden(cell)) {
            problems.cell(
                    "TABLE_HIDDEN_CELL", row, column, "is hidden, but counts; show its row and column, or delete it.");
        }
        sheet.put(row, column, text.get().strip(), mergedFrom);
    }

    /** Some programs keep, or repeat, what the cells under a merged one held; the same text hides nothing. */
    private static boolean isSameOrBlank(Cell covered, @Nullable Cell holder) {
        if (covered.getCellType() != CellType.STRING) {
            return covered.getCellType() == CellType.BLANK;
        }
        String text = covered.getStringCellValue();
        return text.isBlank()
                || (holder != null
                        && holder.getCellType() == CellType.STRING
                        && text.equals(holder.getStringCellValue()));
    }

    private static boolean isHidden(Cell cell) {
        Sheet sheet = cell.getSheet();
        return cell.getRow().getZeroHeight()
                || cell.getRow().getHeight() == 0
                || sheet.isColumnHidden(cell.getColumnIndex())
                || sheet.getColumnWidth(cell.getColumnIndex()) == 0;
    }

    private Optional<String> text(Cell cell, int row, int column) {
        return switch (cell.getCellType()) {
            case STRING -> text((XSSFCell) cell, row, column);
            case BOOLEAN -> truth(String.valueOf(((XSSFCell) cell).getRawValue()), row, column);
            case NUMERIC -> number(cell, row, column);
            case FORMULA ->
                refused(row, column, "holds a formula; put its value there, so that what is reviewed is what applies.");
            case ERROR -> refused(row, column, "holds an error.");
            case BLANK, _NONE -> Optional.empty();
        };
    }

    private Optional<String> text(XSSFCell cell, int row, int column) {
        boolean isShared = cell.getCTCell().getT() == STCellType.S;
        if (isShared && !isIndex(String.valueOf(cell.getRawValue()), cell)) {
            return refused(row, column, "holds no text; type it again.");
        }
        String text = cell.getStringCellValue();
        if (text.length() > TableRows.LONGEST_CELL) {
            problems.cell(
                    "TABLE_TOO_LARGE",
                    row,
                    column,
                    "holds more than " + TableRows.LONGEST_CELL + " characters; shorten it.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Whether there is such a text; the library would take the cell for an empty one. */
    private static boolean isIndex(String raw, XSSFCell cell) {
        int texts = cell.getSheet().getWorkbook().getSharedStringSource().getUniqueCount();
        return INDEX.matcher(raw).matches() && Integer.parseInt(raw) < texts;
    }

    private Optional<String> truth(String raw, int row, int column) {
        return switch (raw) {
            case "0" -> Optional.of("false");
            case "1" -> Optional.of("true");
            default -> refused(row, column, "holds neither true nor false; type it again.");
        };
    }

    private Optional<String> refused(int row, int column, String message) {
        problems.cell(TableProblems.CELL_ERROR, row, column, message);
        return Optional.empty();
    }

    private Optional<String> number(Cell cell, int row, int column) {
        String raw = String.valueOf(((XSSFCell) cell).getRawValue());
        double stored = RAW_NUMBER.matcher(raw).matches() ? cell.getNumericCellValue() : Double.NaN;
        if (!Double.isFinite(stored)) {
            return refused(row, column, "holds " + raw + ", which is no number; type it again.");
        }
        if (DateUtil.isCellDateFormatted(cell)) {
            return refused(row, column, "holds a date; format the cell as text and write it as 2026-01-31.");
        }
        BigDecimal typed = new BigDecimal(stored).round(TYPED_DIGITS).stripTrailingZeros();
        boolean isAsStored = typed.doubleValue() == stored
                && new BigDecimal(raw).round(TYPED_DIGITS).compareTo(typed) == 0;
        if (!isAsStored || typed.abs().compareTo(LARGEST) >= 0 || typed.scale() > MOST_DECIMALS) {
            return refused(
                    row,
                    column,
                    "holds " + stored + ", which is no plain decimal of 15 digits or fewer; type the number again, or"
                            + " format the cell as text.");
        }
        checkShown(cell, typed, row, column);
        return Optional.of(typed.toPlainString());
    }

    /** A reviewer who sees 0.01 does not approve 0.0125, and one who sees nothing approves nothing. */
    private void checkShown(Cell cell, BigDecimal typed, int row, int column) {
        String shown = formatter.formatCellValue(cell).strip();
        String plain = shown.replace(",", "");
        if (shown.chars().noneMatch(Character::isDigit) || NumberFormats.hides(cell, typed.signum())) {
            problems.cell(
                    "TABLE_HIDDEN_CELL",
                    row,
                    column,
                    "shows `" + shown + "` but holds " + typed.toPlainString()
                            + "; give it a format that shows the number.");
            return;
        }
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
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(-meant.scale());
        if (meant.subtract(typed).abs().compareTo(step) >= 0) {
            problems.cell(
                    TableProblems.CELL_ERROR,
                    row,
                    column,
                    "shows " + shown + " but holds " + typed.toPlainString()
                            + "; give it a format that shows the number.");
        } else if (meant.compareTo(typed) != 0) {
            problems.cellWarning(
                    "TABLE_ROUNDED_DISPLAY",
                    row,
                    column,
                    "shows " + shown + " but holds " + typed.toPlainString()
                            + ", which applies; show as many decimals as it has.");
        }
    }
}
