package org.plimsoll.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;

/**
 * A folder of rules as it was named.
 *
 * @param path as given
 * @param files what is in it
 */
record RuleFolder(String path, RuleSetFiles files) {
    private static final Pattern NAME = Pattern.compile("(?m)^name:[ \\t]*[\"']?([a-z0-9-]+)[\"']?[ \\t]*(#.*)?$");

    /** Reads a folder. */
    static RuleFolder read(Path path) {
        if (!Files.exists(path)) {
            throw new UsageFailure("there is no folder '" + path + "'; name a folder with a " + Manifest.FILE + ".");
        }
        if (!Files.isDirectory(path)) {
            throw new UsageFailure(
                    "'" + path + "' is no folder; name the folder that holds the " + Manifest.FILE + ".");
        }
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
        return new RuleFolder(path.toString(), files);
    }

    static List<RuleFolder> readAll(List<Path> paths) {
        List<RuleFolder> folders = new ArrayList<>();
        paths.forEach(path -> folders.add(read(path)));
        return folders;
    }

    /** The same under the name its manifest states: for a copy of a rule set in a folder of another name. */
    RuleFolder underItsOwnName() {
        byte[] manifest = files.files().get(Manifest.FILE);
        Matcher name = NAME.matcher(manifest == null ? "" : new String(manifest, StandardCharsets.UTF_8));
        return name.find() ? new RuleFolder(path, new RuleSetFiles(name.group(1), files.files())) : this;
    }
}
