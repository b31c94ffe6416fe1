package org.plimsoll.ruleset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.RuleSetFiles;

/**
 * Reads rule sets from zip files, which may come from anybody: reading ends at a limit, whatever the archive claims of itself.
 */
final class Archives {
    /** Most bytes of an archive, packed. */
    static final int LONGEST = 20 << 20;

    private static final int MOST_BYTES = 17 << 20;
    private static final int MOST_ENTRIES = 1_000;

    private Archives() {}

    /**
     * Reads a rule set. A single folder around all files, and hidden files, are left out.
     *
     * @throws RuleSetUnprocessable {@code ARCHIVE_REFUSED} when it is no zip file or holds what it must not
     */
    static RuleSetFiles read(String ruleSet, InputStream in) {
        Path kept = null;
        try {
            byte[] packed = in.readNBytes(LONGEST + 1);
            if (packed.length > LONGEST) {
                throw RuleSetUnprocessable.archive("The archive has more than " + (LONGEST >> 20) + " MB.");
            }
            kept = Files.createTempFile("plimsoll-archive", ".zip");
            Files.write(kept, packed);
            return read(ruleSet, packed, namesListed(kept));
        } catch (IOException | IllegalArgumentException e) {
            // The latter for names that are no text.
            throw RuleSetUnprocessable.archive("The body is not a zip file that can be read: " + e.getMessage());
        } finally {
            delete(kept);
        }
    }

    /** Names of the entries that the list at the archive's end has. Half an archive has none. */
    private static List<String> namesListed(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(ZipEntry::getName).sorted().toList();
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleSetFiles read(String ruleSet, byte[] packed, List<String> listed) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Set<String> folded = new HashSet<>();
        long total = 0;
        List<String> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(entry.getName());
                if (entries.size() > MOST_ENTRIES) {
                    throw RuleSetUnprocessable.archive("The archive has more than " + MOST_ENTRIES + " entries.");
                }
                String path = entry.getName().replace('\\', '/');
                if (path.startsWith("/") || path.contains("../") || path.endsWith("..") || path.indexOf(0) >= 0) {
                    throw RuleSetUnprocessable.archive(
                            "The archive has the entry '" + path + "', which is outside of it.");
                }
                // Also what is left out is unpacked on the way to the next entry, so it counts.
                byte[] content = zip.readNBytes((int) (MOST_BYTES + 1 - total));
                total += content.length;
                if (total > MOST_BYTES) {
                    throw RuleSetUnprocessable.archive(
                            "The files of the archive have more than " + (MOST_BYTES >> 20) + " MB together.");
                }
                if (!entry.isDirectory() && !isHidden(path)) {
                    if (!folded.add(path.toLowerCase(java.util.Locale.ROOT))) {
                        throw RuleSetUnprocessable.archive("The archive has the entry '" + path + "' twice.");
                    }
                    files.put(path, content);
                }
            }
        }
        if (!entries.stream().sorted().toList().equals(listed)) {
            throw RuleSetUnprocessable.archive("The archive's list of entries is not what is in it.");
        }
        if (files.isEmpty()) {
            throw RuleSetUnprocessable.archive("The body is not a zip file, or has no files in it.");
        }
        return new RuleSetFiles(ruleSet, withoutFolder(files));
    }

    private static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.") || path.startsWith("__MACOSX/");
    }

    private static SortedMap<String, byte[]> withoutFolder(SortedMap<String, byte[]> files) {
        String first = files.firstKey();
        int slash = first.indexOf('/');
        if (files.containsKey("ruleset.yaml") || slash < 0) {
            return files;
        }
        String folder = first.substring(0, slash + 1);
        if (!files.keySet().stream().allMatch(path -> path.startsWith(folder))) {
            return files;
        }
        SortedMap<String, byte[]> inside = new TreeMap<>();
        files.forEach((path, content) -> inside.put(path.substring(folder.length()), content));
        return inside;
    }
}
