package org.plimsoll.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the rule set is that an overlay extends. */
final class BaseOption {
    @Option(
            names = "--base",
            paramLabel = "FOLDER",
            description = {
                "Folder of the rule set that an overlay extends, or the one above it",
                "(default: the folder of its name beside the overlay)."
            })
    private @Nullable Path folder;

    /** As given; null when it is looked for beside the overlay. */
    @Nullable
    Path folder() {
        return folder;
    }
}
