package org.plimsoll.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.plimsoll.engine.Diagnostic;

/**
 * The cases of one file: a list of cases, or {@code fixtures} by name and {@code cases}. The format is described by
 * {@code docs/schemas/cases.schema.json}.
 *
 * @param path path within the rule set's folder
 * @param cases those that could be read
 * @param diagnostics what is wrong with the others, by place
 */
public record CaseFile(String path, List<Case> cases, List<Diagnostic> diagnostics) {
    private static final String FOLDER = "cases/";

    public CaseFile {
        cases = List.copyOf(cases);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Reads a file. Whatever is wrong with it becomes a diagnostic at its line. */
    public static CaseFile read(String path, byte[] content) {
        return new CaseReader(path).read(content);
    }

    /** Reads every case file among the files of a rule set, in the order of paths. */
    public static List<CaseFile> readAll(SortedMap<String, byte[]> files) {
        List<CaseFile> read = new ArrayList<>();
        files.forEach((path, content) -> {
            if (isCaseFile(path)) {
                read.add(read(path, content));
            }
        });
        return read;
    }

    /** Whether a path within a rule set's folder is that of a case file. */
    public static boolean isCaseFile(String path) {
        return path.startsWith(FOLDER) && (path.endsWith(".yaml") || path.endsWith(".yml"));
    }
}
