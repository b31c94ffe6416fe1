package org.plimsoll.engine.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The parts of a workbook's file, looked at before a spreadsheet library does: what they are, how large they grow, and that
 * every program finds the same. What is passed on is packed anew from what was looked at.
 */
final class WorkbookPackage {
    private static final long MOST_UNPACKED_BYTES = 32L << 20;
    private static final int MOST_PARTS = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_\\[\\]. -]+(/[A-Za-z0-9_\\[\\]. -]+)*/?");
    private static final int LONGEST_NAME = 200;

    private final TableProblems problems;
    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private WorkbookPackage(TableProblems problems) {
        this.problems = problems;
    }

    /** The same package without anything that was not looked at; empty, and reported, when it is not to be read. */
    static Optional<byte[]> checked(byte[] bytes, TableProblems problems) {
        WorkbookPackage workbook = new WorkbookPackage(problems);
        try {
            return workbook.unpack(bytes)
                            && workbook.isTheSameForAll(bytes)
                            && WorkbookParts.check(workbook.parts, problems)
                    ? Optional.of(workbook.packed())
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            workbook.unreadable();
            return Optional.empty();
        }
    }

    private void unreadable() {
        problems.table("TABLE_UNREADABLE", "The file is not a workbook that can be read; save it again as .xlsx.");
    }

    private boolean unpack(byte[] bytes) throws IOException {
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = part.getName();
                String lower = name.toLowerCase(Locale.ROOT);
                if (WorkbookParts.isForeign(lower, problems)) {
                    return false;
                }
                if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches() || isRelative(name)) {
                    problems.table("TABLE_UNREADABLE", "The workbook has a part whose name is no path; save it again.");
                    return false;
                }
                if (!names.add(lower)) {
                    problems.table(
                            "TABLE_UNREADABLE",
                            "The workbook has the part '" + name + "' twice, and programs would differ in which they"
                                    + " show; save it again.");
                    return false;
                }
                if (names.size() > MOST_PARTS) {
                    problems.table("TABLE_TOO_LARGE", "The workbook has too many parts.");
                    return false;
                }
                byte[] content = zip.readNBytes((int) (MOST_UNPACKED_BYTES - unpacked + 1));
                unpacked += content.length;
                if (unpacked > MOST_UNPACKED_BYTES) {
                    problems.table("TABLE_TOO_LARGE", "The workbook unpacks to more than 32 MB; make it smaller.");
                    return false;
                }
                if (!part.isDirectory()) {
                    parts.put(name, content);
                }
            }
        }
        if (parts.isEmpty()) {
            unreadable();
            return false;
        }
        return true;
    }

    private static boolean isRelative(String name) {
        return Arrays.asList(name.split("/", -1)).contains("..")
                || Arrays.asList(name.split("/", -1)).contains(".");
    }

    /**
     * A file can list other parts at its end than stand in it from its beginning: we would read the one, and a reviewer's
     * program show the other.
     */
    private boolean isTheSameForAll(byte[] bytes) throws IOException {
        Map<String, byte[]> listed = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                byte[] known = parts.get(part.getName());
                if (part.isDirectory()) {
                    continue;
                }
                if (known == null || listed.put(part.getName(), known) != null || !isContent(zip, part, known)) {
                    differs();
                    return false;
                }
            }
        }
        if (listed.size() != parts.size()) {
            differs();
            return false;
        }
        return true;
    }

    private static boolean isContent(ZipFile zip, ZipArchiveEntry part, byte[] known) throws IOException {
        try (InputStream content = zip.getInputStream(part)) {
            return content != null && Arrays.equals(content.readNBytes(known.length + 1), known);
        }
    }

    private void differs() {
        problems.table(
                "TABLE_UNREADABLE",
                "The workbook's list of parts is not what it contains, and programs would differ in what they show; save"
                        + " it again.");
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
