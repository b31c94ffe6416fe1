package org.plimsoll.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook with a table of one rule, whose parts can be changed into what no spreadsheet program writes. */
final class WorkbookFile {
    static final String SHEET = "xl/worksheets/sheet1.xml";

    /** Row of the table's one rule, counted from zero. */
    static final int RULE = 6;

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** A table whose rule is in row 7, with its rate of 0.05 in D7; more can be done to it. */
    static WorkbookFile of(Consumer<XSSFSheet> more) {
        String[][] rows = {
            {"RuleSet", "demo"},
            {"RuleTable haircut"},
            {"CONDITION", "CONDITION", "NAME", "ACTION"},
            {"$c : Collateral"},
            {"kind", "currency", "", "insert(new Haircut($c, $param, $c.id));"},
            {"kind", "currency", "name", "haircut"},
            {"CASH", "EUR", "cash in euro"},
        };
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet("Haircuts");
            for (int row = 0; row < rows.length; row++) {
                sheet.createRow(row);
                for (int column = 0; column < rows[row].length; column++) {
                    if (!rows[row][column].isEmpty()) {
                        sheet.getRow(row).createCell(column).setCellValue(rows[row][column]);
                    }
                }
            }
            sheet.addMergedRegion(new CellRangeAddress(3, 3, 0, 1));
            sheet.getRow(RULE).createCell(3).setCellValue(0.05);
            more.accept(sheet);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return read(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WorkbookFile plain() {
        return of(sheet -> {});
    }

    private static WorkbookFile read(byte[] bytes) throws IOException {
        WorkbookFile file = new WorkbookFile();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                file.parts.put(part.getName(), zip.readAllBytes());
            }
        }
        return file;
    }

    Iterable<String> names() {
        return parts.keySet();
    }

    String text(String part) {
        return new String(Objects.requireNonNull(parts.get(part), part), StandardCharsets.UTF_8);
    }

    WorkbookFile with(String part, String content) {
        return with(part, content.getBytes(StandardCharsets.UTF_8));
    }

    WorkbookFile with(String part, byte[] content) {
        parts.put(part, content);
        return this;
    }

    /** Replaces a part of a part's text, which must be there. */
    WorkbookFile edit(String part, String old, String replacement) {
        String text = text(part);
        if (!text.contains(old)) {
            throw new IllegalArgumentException(part + " has no " + old + ": " + text);
        }
        return with(part, text.replace(old, replacement));
    }

    byte[] bytes() {
        return zip(parts, Map.of());
    }

    /** The parts, followed by others, which may have the same names. */
    byte[] bytesWith(Map<String, String> others) {
        return zip(parts, others);
    }

    private static byte[] zip(Map<String, byte[]> parts, Map<String, String> others) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                put(zip, part.getKey(), part.getValue());
            }
            for (Map.Entry<String, String> part : others.entrySet()) {
                put(zip, part.getKey(), part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
