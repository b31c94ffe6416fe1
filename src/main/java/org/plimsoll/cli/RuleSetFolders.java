package org.plimsoll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plimsoll.engine.Manifest;

/** Finds the rule sets below a folder. */
final class RuleSetFolders {
    private static final int DEEPEST = 10;

    private RuleSetFolders() {}

    /** Folders with a manifest, by path; hidden ones, links, and what is within another rule set are left out. */
    static List<Path> below(Path folder) {
        List<Path> found = new ArrayList<>();
        find(folder, 0, found);
        return found;
    }

    private static void find(Path folder, int depth, List<Path> found) {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            found.add(folder);
            return;
        }
        if (depth == DEEPEST) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(child -> find(child, depth + 1, found));
        } catch (IOException e) {
            throw new UsageFailure("the folder '" + folder + "' cannot be read: " + e.getMessage() + ".");
        }
    }
}
