package org.plimsoll.engine;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of the rule set that an overlay extends. They are kept among the overlay's own, in a folder of their own, byte
 * for byte: a version needs nothing else to be compiled, read or proved years later.
 */
public final class BaseFiles {
    /** Folder within an overlay that holds the files of its base, in a folder of the base's name. */
    public static final String FOLDER = "extends/";

    private BaseFiles() {}

    /** Whether a file of a rule set is that of the rule set it extends. */
    public static boolean has(String path) {
        return path.startsWith(FOLDER);
    }

    /** Whether a file stands where base files do, or would on a system that does not tell capitals apart. */
    static boolean hasNearly(String path) {
        return path.toLowerCase(Locale.ROOT).startsWith(FOLDER);
    }

    /** Path of a file within the folder of the rule set that it is of, which may be the base. */
    public static String within(String path) {
        return has(path) ? path.substring(path.indexOf('/', FOLDER.length()) + 1) : path;
    }

    /** Path, within an overlay, of a file of its base. */
    public static String path(String base, String file) {
        return FOLDER + base + "/" + file;
    }

    /** That a server has no approved version of what is extended. */
    public static Diagnostic unapproved(Manifest.Base base) {
        return Diagnostic.error(
                "EXTENDS_UNAPPROVED",
                "No version of `" + base.ruleSet() + "` with the content " + base.content()
                        + " is approved here; have that approved first.",
                Manifest.FILE,
                1,
                1,
                null);
    }

    /** The files of a base, as they are in its own folder; none when they are not there. */
    public static RuleSetFiles of(RuleSetFiles overlay, String base) {
        String folder = path(base, "");
        SortedMap<String, byte[]> files = new TreeMap<>();
        overlay.files().forEach((path, content) -> {
            if (path.startsWith(folder)) {
                files.put(path.substring(folder.length()), content);
            }
        });
        return new RuleSetFiles(base, files);
    }

    /** Whatever stands in the folder of base files, by its whole path. */
    public static SortedMap<String, byte[]> all(RuleSetFiles overlay) {
        SortedMap<String, byte[]> files = new TreeMap<>(overlay.files());
        files.keySet().removeIf(path -> !has(path));
        return files;
    }

    /** An overlay's own files. */
    public static RuleSetFiles without(RuleSetFiles overlay) {
        SortedMap<String, byte[]> files = new TreeMap<>(overlay.files());
        files.keySet().removeIf(BaseFiles::has);
        return new RuleSetFiles(overlay.name(), files);
    }

    /** An overlay with the files of its base, in place of any that it had. */
    public static RuleSetFiles with(RuleSetFiles overlay, RuleSetFiles base) {
        SortedMap<String, byte[]> files = new TreeMap<>(without(overlay).files());
        base.files().forEach((file, content) -> files.put(path(base.name(), file), content));
        return new RuleSetFiles(overlay.name(), files);
    }
}
