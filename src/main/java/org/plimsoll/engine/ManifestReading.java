package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manifest among the files of a rule set, read without compiling any rules.
 *
 * @param manifest what it says; null when it is missing or anything in it is wrong
 * @param diagnostics what is wrong with it, by place
 */
public record ManifestReading(@Nullable Manifest manifest, List<Diagnostic> diagnostics) {
    public ManifestReading {
        diagnostics = diagnostics.stream().sorted().distinct().toList();
    }

    /** Reads the manifest. */
    public static ManifestReading of(RuleSetFiles files) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Manifest manifest = new RuleSetIntake(EngineLimits.DEFAULT, diagnostics)
                .manifest(files)
                .orElse(null);
        return new ManifestReading(manifest, diagnostics);
    }
}
