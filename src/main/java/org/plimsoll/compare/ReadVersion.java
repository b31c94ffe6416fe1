package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.Case;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.compare.DrlRules.Rule;
import org.plimsoll.compare.TableLayout.Table;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.ManifestReading;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.table.TableGrid;

/** All that can be read of a version without compiling it; what cannot be read is noted. */
final class ReadVersion {
    private final RuleSetFiles files;
    private final String which;
    private final Notes notes;
    private final SortedMap<String, String> heads = new TreeMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();
    private @Nullable Manifest manifest;

    private ReadVersion(RuleSetFiles files, String which, Notes notes) {
        this.files = files;
        this.which = which;
        this.notes = notes;
    }

    /**
     * Reads a version.
     *
     * @param shown its files, where they are looked for: those of a rule set that the other version extends stand where the
     *     other has them
     * @param which {@code old} or {@code new}, for notes
     * @param other the other version's files: one that is the same there as here is not read
     */
    static ReadVersion of(RuleSetFiles files, RuleSetFiles shown, String which, RuleSetFiles other, Notes notes) {
        ReadVersion version = new ReadVersion(shown, which, notes);
        shown.files()
                .forEach((path, content) ->
                        version.read(path, content, other.files().get(path)));
        ManifestReading manifest = ManifestReading.of(files);
        version.manifest = manifest.manifest();
        if (manifest.manifest() == null) {
            version.note(Manifest.FILE, manifest.diagnostics(), "its settings are not compared");
        } else {
            version.withdraw(manifest.manifest());
        }
        return version;
    }

    /** Leaves out the rules of a base that do not hold. Rows of its tables are told as settings. */
    private void withdraw(Manifest manifest) {
        Set<String> names =
                manifest.withdrawals().stream().map(Manifest.Withdrawal::rule).collect(Collectors.toSet());
        rules.removeIf(rule -> BaseFiles.has(rule.file()) && names.contains(rule.name()));
    }

    private void read(String path, byte[] content, byte @Nullable [] other) {
        String lower = path.toLowerCase(Locale.ROOT);
        boolean rules = lower.endsWith(".drl");
        boolean table = TableGrid.isTable(path);
        if ((rules || table) && content.length > EngineLimits.DEFAULT.fileBytes()) {
            unreadable.add(path);
            notes.add(path + " of the " + which + " version is too large to be compared.");
        } else if (rules) {
            DrlRules read = DrlRules.read(path, content);
            heads.put(path, read.head());
            this.rules.addAll(read.rules());
        } else if (table && !Arrays.equals(content, other)) {
            TableGrid grid = TableGrid.read(path, content, EngineLimits.DEFAULT);
            tables.addAll(TableLayout.tables(path, grid));
            note(path, grid.diagnostics(), "its cells may be compared in part");
        } else if (CaseFile.isCaseFile(BaseFiles.within(path))) {
            CaseFile read = CaseFile.read(path, content);
            cases.addAll(read.cases());
            note(path, read.diagnostics(), "some of its cases are left out");
        }
    }

    private void note(String path, List<Diagnostic> diagnostics, String therefore) {
        diagnostics.stream()
                .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .ifPresent(first -> {
                    unreadable.add(path);
                    notes.add(path + " of the " + which + " version cannot be read in full, so that " + therefore
                            + ": line " + first.line() + ": " + first.code() + ": " + first.message());
                });
    }

    RuleSetFiles files() {
        return files;
    }

    /** What stands outside of rules in a DRL file; null when there is no such file. */
    @Nullable
    String head(String path) {
        return heads.get(path);
    }

    List<Rule> rules() {
        return rules;
    }

    /** Tables of files that differ between the versions. */
    List<Table> tables() {
        return tables;
    }

    List<Case> cases() {
        return cases;
    }

    @Nullable
    Manifest manifest() {
        return manifest;
    }

    boolean readInFull(String path) {
        return !unreadable.contains(path);
    }
}
