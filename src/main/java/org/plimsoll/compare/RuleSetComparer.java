package org.plimsoll.compare;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.cases.Case;
import org.plimsoll.cases.CaseFile;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.RuleSetComparison.CaseChange;
import org.plimsoll.compare.RuleSetComparison.FileChange;
import org.plimsoll.compare.RuleSetComparison.Outcomes;
import org.plimsoll.compare.RuleSetComparison.ParameterChange;
import org.plimsoll.compare.RuleSetComparison.Place;
import org.plimsoll.compare.RuleSetComparison.RuleChange;
import org.plimsoll.compare.RuleSetComparison.RuleText;
import org.plimsoll.compare.RuleSetComparison.TableChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;
import org.plimsoll.compare.RuleSetComparison.Version;
import org.plimsoll.engine.BaseFiles;
import org.plimsoll.engine.CompileResult;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.table.TableGrid;

/** Compares two versions of a rule set. Safe for use by many threads at once. */
public final class RuleSetComparer {
    private final ComparisonLimits limits;

    public RuleSetComparer(ComparisonLimits limits) {
        this.limits = limits;
    }

    /**
     * A version to compare, compiled or not. Whoever compiled the rules closes them, after the comparison.
     *
     * @param files its files
     * @param compiled its rules; null when they do not compile
     * @param reason why its cases cannot be run, as a sentence; empty when they can
     */
    public record Candidate(RuleSetFiles files, @Nullable CompiledRuleSet compiled, String reason) {
        /** From what came of compiling the files. */
        public static Candidate of(RuleSetFiles files, CompileResult result) {
            String reason = result.diagnostics().stream()
                    .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
                    .findFirst()
                    .map(first -> "does not compile (" + first + ")")
                    .orElse("does not compile");
            return new Candidate(files, result.compiled(), result.succeeded() ? "" : reason);
        }
    }

    /** Compiles and compares; what is the same is not compiled. */
    public RuleSetComparison compare(RuleSetFiles before, RuleSetFiles after, RuleSetCompiler compiler) {
        if (before.contentHash().equals(after.contentHash())) {
            String reason = "is the same as the other";
            return compare(new Candidate(before, null, reason), new Candidate(after, null, reason));
        }
        CompileResult oldResult = compiler.compile(before);
        try {
            CompileResult newResult = compiler.compile(after);
            try {
                return compare(Candidate.of(before, oldResult), Candidate.of(after, newResult));
            } finally {
                close(newResult.compiled());
            }
        } finally {
            close(oldResult.compiled());
        }
    }

    private static void close(@Nullable CompiledRuleSet compiled) {
        if (compiled != null) {
            compiled.close();
        }
    }

    /** Compares. */
    public RuleSetComparison compare(Candidate before, Candidate after) {
        if (before.files().contentHash().equals(after.files().contentHash())) {
            return new RuleSetComparison(
                    version(before),
                    version(after),
                    true,
                    List.of("Both versions consist of the same bytes."),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Outcomes.NONE);
        }
        Notes notes = new Notes(limits);
        RuleSetFiles oldFiles = beside(before.files(), after.files());
        RuleSetFiles newFiles = beside(after.files(), before.files());
        ReadVersion olds = ReadVersion.of(before.files(), oldFiles, "old", newFiles, notes);
        ReadVersion news = ReadVersion.of(after.files(), newFiles, "new", oldFiles, notes);
        List<Pair<Case>> cases = CaseComparison.pairs(olds.cases(), news.cases());
        Changes changes = new Changes(
                olds,
                news,
                RuleComparison.of(olds.rules(), news.rules(), notes),
                TableComparison.of(olds.tables(), news.tables(), notes),
                CaseComparison.changes(cases, notes),
                Settings.of(olds.manifest(), news.manifest()));
        List<FileChange> files = FileComparison.of(oldFiles, newFiles, changes::note);
        Outcomes outcomes = outcomes(before, after, cases, notes);
        List<FileChange> someFiles = notes.first(files, "files");
        List<RuleChange> someRules = notes.first(changes.rules, "rules");
        List<ParameterChange> someParameters = notes.first(changes.settings.parameters, "parameters");
        List<CaseChange> someCases = notes.first(changes.cases, "cases");
        return new RuleSetComparison(
                version(before),
                version(after),
                false,
                notes.all(),
                someFiles,
                someRules,
                changes.settings.values,
                someParameters,
                changes.tables,
                someCases,
                outcomes);
    }

    /** Files as they are; those of a rule set that the other extends where the other has them. */
    private static RuleSetFiles beside(RuleSetFiles files, RuleSetFiles other) {
        boolean isBase =
                other.base().filter(base -> base.ruleSet().equals(files.name())).isPresent();
        return isBase ? BaseFiles.with(new RuleSetFiles(other.name(), new TreeMap<>()), files) : files;
    }

    /** What differs between two manifests; {@code compared} is false when one of them cannot be read. */
    private record Settings(boolean compared, List<ValueChange> values, List<ParameterChange> parameters) {
        static Settings of(@Nullable Manifest before, @Nullable Manifest after) {
            return before == null || after == null
                    ? new Settings(false, List.of(), List.of())
                    : new Settings(
                            true,
                            ManifestComparison.settings(before, after),
                            ManifestComparison.parameters(before, after));
        }

        boolean same() {
            return compared && values.isEmpty() && parameters.isEmpty();
        }
    }

    private static Version version(Candidate candidate) {
        return new Version(candidate.files().name(), candidate.files().contentHash(), candidate.compiled() != null);
    }

    private static Outcomes outcomes(Candidate before, Candidate after, List<Pair<Case>> cases, Notes notes) {
        if (before.compiled() != null && after.compiled() != null) {
            noteSession(before.compiled(), after.compiled(), notes);
            return OutcomeComparison.of(cases, before.compiled(), after.compiled(), notes);
        }
        if (before.compiled() == null) {
            notes.add("The cases were not run: the old version " + before.reason() + ".");
        }
        if (after.compiled() == null) {
            notes.add("The cases were not run: the new version " + after.reason() + ".");
        }
        return Outcomes.NONE;
    }

    /** That a rule makes the new version slower than the old one is no change of any outcome, and must be seen. */
    private static void noteSession(CompiledRuleSet before, CompiledRuleSet after, Notes notes) {
        if (before.sessionReasons().isEmpty() && !after.sessionReasons().isEmpty()) {
            notes.add(
                    "The old version's rules are called directly; the new one's are fired in a Drools session, which is"
                            + " slower, because of rule '"
                            + after.sessionReasons().get(0).rule() + "'.");
        }
    }

    /** What differs in files, for saying of a file that differs what that comes to. */
    private record Changes(
            ReadVersion olds,
            ReadVersion news,
            List<RuleChange> rules,
            List<TableChange> tables,
            List<CaseChange> cases,
            Settings settings) {

        String note(String path) {
            if (!olds.readInFull(path) || !news.readInFull(path)) {
                return "";
            }
            if (path.equals(Manifest.FILE)) {
                return settings.same() ? "no setting differs" : "";
            }
            if (path.toLowerCase(Locale.ROOT).endsWith(".drl")) {
                if (!Objects.equals(olds.head(path), news.head(path))) {
                    return "package, imports or dialect differ";
                }
                return rules.stream().anyMatch(rule -> in(path, rule.oldRule()) || in(path, rule.newRule()))
                        ? ""
                        : "only comments, layout or the order of rules differ";
            }
            if (TableGrid.isTable(path)) {
                return tables.stream().anyMatch(table -> path.equals(table.file()) || path.equals(table.oldFile()))
                        ? ""
                        : "no cell differs, but perhaps their order or format";
            }
            if (CaseFile.isCaseFile(BaseFiles.within(path))) {
                return cases.stream().anyMatch(one -> in(path, one.oldPlace()) || in(path, one.newPlace()))
                        ? ""
                        : "no case differs";
            }
            return "";
        }

        private static boolean in(String path, @Nullable RuleText rule) {
            return rule != null && rule.file().equals(path);
        }

        private static boolean in(String path, @Nullable Place place) {
            return place != null && place.file().equals(path);
        }
    }
}
