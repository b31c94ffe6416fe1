package org.plimsoll.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.RuleSetCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks rule sets: manifest, rules, decision tables and how cases are written. Runs no case.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(
            paramLabel = "FOLDER",
            arity = "1..*",
            description = "Folders of rule sets, or folders that hold such folders.")
    private List<Path> folders = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or junit (default: ${DEFAULT-VALUE}).")
    private ReportFormat format = ReportFormat.TEXT;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RuleFolder> read = RuleFolder.readAll(folders, base);
        RuleSetCompiler compiler = new RuleSetCompiler();
        List<RuleSetCheck> checks = new ArrayList<>();
        for (RuleFolder folder : read) {
            console.progress("checking " + folder.path());
            try (RuleSetCheck check = RuleSetCheck.of(folder, compiler)) {
                checks.add(check);
            }
        }
        console.progressDone();
        boolean passed = checks.stream().allMatch(RuleSetCheck::passed);
        switch (format) {
            case TEXT -> checks.forEach(check -> console.line(written(check, console) + way(check)));
            case JSON ->
                console.line(JsonReport.text(new JsonReport.Checked(
                        passed,
                        checks.stream().map(JsonReport.CheckedRuleSet::of).toList())));
            case JUNIT -> console.out().print(JunitReport.ofChecks(checks));
        }
        return passed ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** How its rules are fired, which is known once they compile. */
    private static String way(RuleSetCheck check) {
        CompiledRuleSet rules = check.compiled();
        if (rules == null) {
            return "";
        }
        int inSession = rules.sessionReasons().size();
        return inSession == 0
                ? "; called directly"
                : "; fired in a Drools session because of " + counted(inSession, "rule");
    }

    /** A rule set in a few lines: each diagnostic at its file and line, then what there is. */
    static void write(RuleSetCheck check, Console console) {
        console.line(written(check, console));
    }

    /** Writes each diagnostic at its file and line, and gives the line that says what there is. */
    private static String written(RuleSetCheck check, Console console) {
        for (Diagnostic found : check.diagnostics()) {
            console.line(line(check, found, console));
        }
        String name = console.painted(Console.Colour.BOLD, check.folder().path());
        String found = counted(check.errors(), "error") + ", " + counted(check.warnings(), "warning");
        return name + ": "
                + (check.passed()
                        ? console.painted(Console.Colour.GREEN, "ok") + ", " + counted(check.rules(), "rule") + ", "
                                + found
                        : console.painted(Console.Colour.RED, "failed") + ", " + found);
    }

    /** {@code rules/demo/rules.drl:12:5: error: CODE: message}, which editors and build servers understand. */
    private static String line(RuleSetCheck check, Diagnostic found, Console console) {
        String severity = switch (found.severity()) {
            case ERROR -> console.painted(Console.Colour.RED, "error");
            case WARNING -> console.painted(Console.Colour.YELLOW, "warning");
            case INFO -> "info";
        };
        String rule = found.rule() == null ? "" : " (rule \"" + found.rule() + "\")";
        String text = found.code() + ": " + found.message() + rule;
        return check.folder().place(found.file()) + ":" + found.line() + ":" + found.column() + ": " + severity + ": "
                + text.replaceAll("\\p{Cntrl}", " ");
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
