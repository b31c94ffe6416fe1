package org.plimsoll.replay.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.RuleSetFiles;

/** Reads archives as {@link org.plimsoll.engine.RuleSetArchive} writes them, within the limits of a rule set. */
final class PackedRules {
    private PackedRules() {}

    static RuleSetFiles read(String name, Path archive) throws IOException {
        EngineLimits limits = EngineLimits.DEFAULT;
        SortedMap<String, byte[]> files = new TreeMap<>();
        long total = 0;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] content = in.readNBytes(limits.fileBytes() + 1);
                    total += content.length;
                    files.put(entry.getName(), content);
                }
                if (total > limits.totalBytes() || files.size() > limits.files()) {
                    throw new IOException("'" + archive + "' holds more than a rule set may");
                }
            }
        }
        return new RuleSetFiles(name, files);
    }
}
