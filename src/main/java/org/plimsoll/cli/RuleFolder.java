package org.plimsoll.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;

/**
 * A folder of rules as it was named.
 *
 * @param path as given
 * @param files what is in it, with the files of the rule set that it extends
 * @param base folder that these were taken from; null when it extends none, or has them itself
 */
record RuleFolder(String path, RuleSetFiles files, @Nullable Path base) {
    private static final Pattern NAME = Pattern.compile("(?m)^name:[ \\t]*[\"']?([a-z0-9-]+)[\"']?[ \\t]*(#.*)?$");

    /** Reads a folder. */
    static RuleFolder read(Path path, BaseOption base) {
        RuleSetFiles files = filesOf(path);
        Manifest.Base stated = files.base().orElse(null);
        if (stated == null || !BaseFiles.all(files).isEmpty()) {
            return new RuleFolder(path.toString(), files, null);
        }
        Path found = baseOf(path, stated.ruleSet(), base.folder());
        if (found == null) {
            return new RuleFolder(path.toString(), files, null);
        }
        RuleSetFiles extended =
                new RuleSetFiles(stated.ruleSet(), filesOf(found).files());
        return new RuleFolder(path.toString(), BaseFiles.with(files, extended), found);
    }

    /** Folder of the rule set that an overlay extends; null when there is none beside it. */
    private static @Nullable Path baseOf(Path overlay, String ruleSet, @Nullable Path given) {
        if (given == null) {
            Path beside = overlay.resolveSibling(ruleSet);
            if (overlay.getFileName() == null || overlay.endsWith(".") || overlay.endsWith("..")) {
                beside = overlay.toAbsolutePath().normalize().resolveSibling(ruleSet);
            }
            return Files.exists(beside.resolve(Manifest.FILE)) ? beside : null;
        }
        return Files.exists(given.resolve(Manifest.FILE)) ? given : given.resolve(ruleSet);
    }

    private static RuleSetFiles filesOf(Path path) {
        mustBeFolder(path);
        RuleSetFiles files;
        try {
            files = RuleSetFiles.read(path);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UsageFailure("the folder '" + path + "' cannot be read: " + e.getMessage() + ".");
        }
        if (!files.files().containsKey(Manifest.FILE)) {
            throw new UsageFailure("the folder '" + path + "' has no " + Manifest.FILE
                    + ", so that it is no rule set; name the folder that holds it.");
        }
        return files;
    }

    private static void mustBeFolder(Path path) {
        if (!Files.exists(path)) {
            throw new UsageFailure("there is no folder '" + path + "'; name a folder with a " + Manifest.FILE + ".");
        }
        if (!Files.isDirectory(path)) {
            throw new UsageFailure(
                    "'" + path + "' is no folder; name the folder that holds the " + Manifest.FILE + ".");
        }
    }

    /** Reads folders; of one that is no rule set itself, every rule set below it. */
    static List<RuleFolder> readAll(List<Path> paths, BaseOption base) {
        List<RuleFolder> folders = new ArrayList<>();
        for (Path path : paths) {
            mustBeFolder(path);
            List<Path> below = Files.exists(path.resolve(Manifest.FILE)) ? List.of(path) : RuleSetFolders.below(path);
            if (below.isEmpty()) {
                throw new UsageFailure("neither the folder '" + path + "' nor one below it has a " + Manifest.FILE
                        + "; name a folder of rules, or one of such folders.");
            }
            below.forEach(each -> folders.add(read(each, base)));
        }
        return folders;
    }

    /** The same under the name its manifest states: for a copy of a rule set in a folder of another name. */
    RuleFolder underItsOwnName() {
        byte[] manifest = files.files().get(Manifest.FILE);
        Matcher name = NAME.matcher(manifest == null ? "" : new String(manifest, StandardCharsets.UTF_8));
        return name.find() ? new RuleFolder(path, new RuleSetFiles(name.group(1), files.files()), base) : this;
    }

    /**
     * The same, known to have all its files: what is packed or handed over must be the whole version.
     *
     * @throws UsageFailure when the files of the rule set that it extends are not those that it states
     */
    RuleFolder complete() {
        files.base().ifPresent(stated -> {
            RuleSetFiles extended = BaseFiles.of(files, stated.ruleSet());
            if (!extended.contentHash().equals(stated.contentHash())) {
                throw new UsageFailure("'" + path + "' extends " + stated.ruleSet() + " with the content "
                        + stated.content() + ", and "
                        + (extended.files().isEmpty()
                                ? "there is no such folder beside it; name it with --base."
                                : "the folder has the content sha256:" + extended.contentHash()
                                        + "; check it and state that content, or name another folder with --base."));
            }
        });
        return this;
    }

    /** Where a file of the rule set is on this machine. */
    Path place(String file) {
        if (base != null && BaseFiles.has(file)) {
            return base.resolve(BaseFiles.within(file));
        }
        return Path.of(path, file);
    }
}
