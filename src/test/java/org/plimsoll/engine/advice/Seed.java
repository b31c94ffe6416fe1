package org.plimsoll.engine.advice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Diagnostic.Severity;
import org.plimsoll.engine.RuleSetFiles;
import org.yaml.snakeyaml.Yaml;

/**
 * A defect planted in a pack, and the finding that must come of it.
 *
 * @param pack name of the pack
 * @param needsCases whether the finding comes from running the pack's cases
 * @param change what is changed
 * @param code code of the finding
 * @param severity its severity
 * @param file its file
 * @param rule its rule; null outside any
 * @param at cell, or a part of the line
 */
public record Seed(
        String pack,
        boolean needsCases,
        Map<String, String> change,
        String code,
        Severity severity,
        String file,
        @Nullable String rule,
        String at) {
    private static final Path RESOURCES = Path.of("src/test/resources/advice");

    /** Every seed of the corpus. */
    @SuppressWarnings("unchecked")
    public static List<Seed> all() {
        List<Seed> seeds = new ArrayList<>();
        for (Map<String, Object> entry :
                (List<Map<String, Object>>) new Yaml().load(read(RESOURCES.resolve("seeds.yaml")))) {
            Map<String, String> finding = (Map<String, String>) Objects.requireNonNull(entry.get("finding"));
            seeds.add(new Seed(
                    text(entry, "pack"),
                    Boolean.TRUE.equals(entry.get("cases")),
                    (Map<String, String>) Objects.requireNonNull(entry.get("change")),
                    Objects.requireNonNull(finding.get("code")),
                    "info".equals(entry.get("severity")) ? Severity.INFO : Severity.WARNING,
                    Objects.requireNonNull(finding.get("file")),
                    finding.get("rule"),
                    Objects.requireNonNull(finding.get("at"))));
        }
        return seeds;
    }

    /** A pack as it is shipped, or as it stands beside the seeds. */
    public static RuleSetFiles pack(String name) {
        Path shipped = Path.of("rules", name);
        try {
            return RuleSetFiles.read(Files.isDirectory(shipped) ? shipped : RESOURCES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pack with the defect. */
    public RuleSetFiles planted() {
        RuleSetFiles files = pack(pack);
        Map<String, byte[]> changed = new TreeMap<>(files.files());
        String path = Objects.requireNonNull(change.get("file"));
        byte[] content = Objects.requireNonNull(changed.get(path), path);
        changed.put(
                path,
                change.containsKey("cell")
                        ? withCell(content)
                        : withText(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        return new RuleSetFiles(files.name(), new TreeMap<>(changed));
    }

    /** Whether a finding is the one that must come. */
    public boolean isFoundBy(Diagnostic finding) {
        return finding.code().equals(code)
                && finding.severity() == severity
                && finding.file().equals(file)
                && Objects.equals(finding.rule(), rule)
                && isAt(finding);
    }

    private boolean isAt(Diagnostic finding) {
        if (at.matches("[A-Z]+[0-9]+")) {
            CellReference cell = new CellReference(at);
            return finding.line() == cell.getRow() + 1 && finding.column() == cell.getCol() + 1;
        }
        byte[] content = Objects.requireNonNull(planted().files().get(file));
        String text = new String(content, StandardCharsets.UTF_8);
        int offset = text.indexOf(at);
        if (offset < 0) {
            throw new IllegalStateException("no line of " + file + " holds " + at);
        }
        return finding.line()
                == text.substring(0, offset).lines().count()
                        + (text.substring(0, offset).endsWith("\n") || offset == 0 ? 1 : 0);
    }

    private String withText(String text) {
        String addition = change.get("append");
        if (addition != null) {
            return text + addition;
        }
        String replaced = Objects.requireNonNull(change.get("replace"));
        int first = text.indexOf(replaced);
        if (first < 0 || text.indexOf(replaced, first + 1) >= 0) {
            throw new IllegalStateException("not once in " + change.get("file") + ": " + replaced);
        }
        return text.replace(replaced, Objects.requireNonNull(change.get("with")));
    }

    private byte[] withCell(byte[] content) {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            CellReference reference = new CellReference(change.get("cell"));
            Row row = workbook.getSheetAt(0).getRow(reference.getRow());
            Cell cell = row.getCell(reference.getCol(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
            String value = Objects.requireNonNull(change.get("value"));
            if (value.matches("[0-9.]+")) {
                cell.setCellValue(Double.parseDouble(value));
            } else {
                cell.setCellValue(value);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map<String, Object> entry, String key) {
        return (String) Objects.requireNonNull(entry.get(key));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return code + " in " + pack + ": " + change;
    }
}
