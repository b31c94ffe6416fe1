package org.plimsoll.compare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.RuleSetComparer.Candidate;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;

/** Versions of rule sets, each a few edits away from another. */
final class Versions {
    static final RuleSetCompiler COMPILER = new RuleSetCompiler();

    private final RuleSetFiles files;

    private Versions(RuleSetFiles files) {
        this.files = files;
    }

    /** A shipped rule set. */
    static Versions shipped(String name) throws IOException {
        return new Versions(RuleSetFiles.read(Path.of("rules", name)));
    }

    /** A small one, called {@code demo}, whose only file besides the manifest is this. */
    static Versions demo(String path, String text) {
        return new Versions(new RuleSetFiles("demo", new TreeMap<>()))
                .with("ruleset.yaml", "name: demo\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n")
                .with(path, text);
    }

    RuleSetFiles files() {
        return files;
    }

    /** What must be there. */
    static <T> T there(@Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }

    String text(String path) {
        byte[] content = files.files().get(path);
        if (content == null) {
            throw new AssertionError("no file " + path);
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    Versions with(String path, String text) {
        return withBytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Versions without(String path) {
        return withBytes(path, null);
    }

    private Versions withBytes(String path, byte @Nullable [] content) {
        SortedMap<String, byte[]> edited = new TreeMap<>(files.files());
        if (content == null) {
            edited.remove(path);
        } else {
            edited.put(path, content);
        }
        return new Versions(new RuleSetFiles(files.name(), edited));
    }

    /** With one text in a file replaced by another; the test is wrong if it is not there exactly once. */
    Versions edited(String path, String from, String to) {
        String text = text(path);
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new AssertionError("'" + from + "' is not once in " + path);
        }
        return with(path, text.replace(from, to));
    }

    /** With the first sheet of a workbook edited. */
    Versions sheet(String path, Consumer<XSSFSheet> edit) throws IOException {
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(files.files().get(path)))) {
            edit.accept(workbook.getSheetAt(0));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return withBytes(path, bytes.toByteArray());
        }
    }

    /** What differs, without running any case. */
    static RuleSetComparison unrun(Versions before, Versions after) {
        return unrun(before, after, ComparisonLimits.DEFAULT);
    }

    static RuleSetComparison unrun(Versions before, Versions after, ComparisonLimits limits) {
        return new RuleSetComparer(limits)
                .compare(
                        new Candidate(before.files, null, "is not compiled in this test"),
                        new Candidate(after.files, null, "is not compiled in this test"));
    }

    /** What differs, cases run. */
    static RuleSetComparison run(Versions before, Versions after) {
        return new RuleSetComparer(ComparisonLimits.DEFAULT).compare(before.files, after.files, COMPILER);
    }
}
