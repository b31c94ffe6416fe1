package org.plimsoll.engine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.table.DecisionTable;
import org.plimsoll.engine.table.DecisionTables;

/** Takes in the files of a rule set: what is there, how much of it, and the DRL text of each rule file. */
final class RuleSetIntake {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_. -]*(/[A-Za-z0-9_][A-Za-z0-9_. -]*)*");
    private static final int LONGEST_PATH = 200;
    private static final List<String> DOCUMENTS = List.of(".md", ".txt", ".pdf", ".png", ".svg");
    private static final List<String> PLAIN_NAMES = List.of("LICENSE", "NOTICE");
    private static final Map<String, String> REFUSED = Map.of(
            ".drt", "Rule templates run code when they are expanded; write the rules out, or use a decision table.",
            ".xls", "Save the table in the present format, with the ending .drl.xlsx.",
            ".xlsm", "A workbook with macros is not taken; save it without them, with the ending .drl.xlsx.",
            ".xlsx", "A decision table's name ends in .drl.xlsx.",
            ".csv", "A decision table's name ends in .drl.csv.");

    private final EngineLimits limits;
    private final List<Diagnostic> diagnostics;

    RuleSetIntake(EngineLimits limits, List<Diagnostic> diagnostics) {
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    /** Whether the files are within the limits; what is not is reported. */
    boolean withinLimits(RuleSetFiles files) {
        if (files.files().size() > limits.files()) {
            report(
                    "TOO_MANY_FILES",
                    "The rule set has " + files.files().size() + " files; at most " + limits.files() + " are taken.",
                    Manifest.FILE);
            return false;
        }
        long total = 0;
        boolean within = true;
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            total += file.getValue().length;
            if (file.getValue().length > limits.fileBytes()) {
                report(
                        "FILE_TOO_LARGE",
                        "The file has " + file.getValue().length + " bytes; at most " + limits.fileBytes()
                                + " are taken.",
                        file.getKey());
                within = false;
            }
        }
        if (total > limits.totalBytes()) {
            report(
                    "RULE_SET_TOO_LARGE",
                    "The files have " + total + " bytes together; at most " + limits.totalBytes() + " are taken.",
                    Manifest.FILE);
            within = false;
        }
        return within;
    }

    /** The manifest, if it can be used. */
    Optional<Manifest> manifest(RuleSetFiles files) {
        byte[] bytes = files.files().get(Manifest.FILE);
        if (bytes == null) {
            report(
                    "MANIFEST_MISSING",
                    "A rule set needs a " + Manifest.FILE + " with its name, title, package and base currency.",
                    Manifest.FILE);
            return Optional.empty();
        }
        Optional<Manifest> manifest =
                text(Manifest.FILE, bytes, diagnostics).flatMap(text -> ManifestReader.read(files, text, diagnostics));
        Manifest.Base base = manifest.map(Manifest::base).orElse(null);
        boolean isClean = manifest.isEmpty() || hasNoStrays(files, base == null ? null : base.ruleSet());
        return isClean ? manifest : Optional.empty();
    }

    /** Whether nothing stands where the files of a base do but those of the base. */
    private boolean hasNoStrays(RuleSetFiles files, @Nullable String base) {
        String folder = base == null ? null : BaseFiles.path(base, "");
        Optional<String> stray = files.files().keySet().stream()
                .filter(BaseFiles::hasNearly)
                .filter(path -> folder == null || !path.startsWith(folder))
                .findFirst();
        stray.ifPresent(path -> report(
                "EXTENDS_OTHER_FILES",
                "The folder " + BaseFiles.FOLDER + " holds the files of the rule set that is extended, and no other: "
                        + (folder == null ? "the manifest extends none." : "here those of " + folder + "."),
                path.substring(0, Math.min(path.length(), LONGEST_PATH))));
        return stray.isEmpty();
    }

    /**
     * The DRL of every rule file, those of the base first, then in the order of paths; tables converted, and rules that are
     * withdrawn blanked.
     */
    List<RuleText> ruleTexts(RuleSetFiles files, Manifest manifest) {
        List<RuleText> inherited = new ArrayList<>();
        List<RuleText> own = new ArrayList<>();
        files.files()
                .forEach((path, bytes) -> ruleText(path, bytes, manifest.packageName())
                        .ifPresent(text -> (BaseFiles.has(path) ? inherited : own).add(text)));
        List<RuleText> texts = new ArrayList<>(Withdrawals.applied(manifest, inherited, diagnostics));
        texts.addAll(own);
        return texts;
    }

    /** Whether a path may be a rule set's; what is not is reported. */
    boolean checkPath(String path) {
        boolean good = path.length() <= LONGEST_PATH && PATH.matcher(path).matches();
        if (!good) {
            report(
                    "BAD_FILE_NAME",
                    "A path consists of letters, digits, spaces, dots, hyphens and underscores, at most " + LONGEST_PATH
                            + " of them.",
                    path.substring(0, Math.min(path.length(), LONGEST_PATH)));
        }
        return good;
    }

    private Optional<RuleText> ruleText(String path, byte[] bytes, String packageName) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (!checkPath(path)) {
            return Optional.empty();
        }
        if (lower.endsWith(".drl.xlsx") || lower.endsWith(".drl.csv")) {
            DecisionTable table = lower.endsWith(".csv")
                    ? text(path, bytes, diagnostics)
                            .map(text -> DecisionTables.readCsv(path, text, limits, packageName))
                            .orElse(DecisionTable.UNREADABLE)
                    : DecisionTables.readWorkbook(path, bytes, limits, packageName);
            diagnostics.addAll(table.diagnostics());
            return table.drl().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RuleText(path, table.drl(), new TablePlaces(table)));
        }
        if (lower.endsWith(".drl")) {
            return text(path, bytes, diagnostics).map(text -> new RuleText(path, text, RuleText.Places.SAME));
        }
        if (!isDocument(BaseFiles.within(path), BaseFiles.within(lower))) {
            String ending = lower.substring(Math.max(0, lower.lastIndexOf('.')));
            report(
                    "UNSUPPORTED_FILE",
                    REFUSED.getOrDefault(
                            ending,
                            "This is no part of a rule set, which has a manifest, rules (.drl), decision tables"
                                    + " (.drl.xlsx, .drl.csv), cases and documents (.md, .txt, .pdf, .png, .svg)."),
                    path);
        }
        return Optional.empty();
    }

    private static boolean isDocument(String path, String lower) {
        return path.equals(Manifest.FILE)
                || (path.startsWith("cases/") && (lower.endsWith(".yaml") || lower.endsWith(".json")))
                || PLAIN_NAMES.contains(path)
                || DOCUMENTS.stream().anyMatch(lower::endsWith);
    }

    /** The file as text with line feeds alone; without a byte order mark. */
    static Optional<String> text(String path, byte[] bytes, List<Diagnostic> diagnostics) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return Optional.of(plain.replace("\r\n", "\n").replace('\r', '\n'));
        } catch (CharacterCodingException e) {
            diagnostics.add(
                    Diagnostic.error("NOT_UTF_8", "The file is not UTF-8 text; save it as UTF-8.", path, 1, 1, null));
            return Optional.empty();
        }
    }

    private void report(String code, String message, String file) {
        diagnostics.add(Diagnostic.error(code, message, file, 1, 1, null));
    }
}
