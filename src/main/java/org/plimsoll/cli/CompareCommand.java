package org.plimsoll.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plimsoll.compare.ComparisonLimits;
import org.plimsoll.compare.RuleSetComparer;
import org.plimsoll.compare.RuleSetComparison;
import org.plimsoll.compare.RuleSetComparisonText;
import org.plimsoll.engine.RuleSetCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two versions of a rule set: rules, decision tables, parameters, settings and cases, and which cases"
                    + " come out otherwise.",
            "Exit code 1 only when one of them does not compile, so that cases could not be run."
        })
final class CompareCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(index = "0", paramLabel = "OLD", description = "Folder of the old version.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "Folder of the new version.")
    private Path after = Path.of("");

    @Mixin
    private FormatOption format = new FormatOption();

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean json = format.isJson("compare");
        RuleFolder olds = RuleFolder.read(before, base).underItsOwnName();
        RuleFolder news = RuleFolder.read(after, base).underItsOwnName();
        console.progress("comparing " + olds.path() + " with " + news.path());
        RuleSetComparison comparison = new RuleSetComparer(ComparisonLimits.DEFAULT)
                .compare(olds.files(), news.files(), new RuleSetCompiler());
        console.progressDone();
        if (json) {
            console.line(JsonReport.text(comparison));
        } else {
            console.lines(RuleSetComparisonText.of(comparison));
        }
        boolean compared = comparison.same()
                || (comparison.oldVersion().compiles()
                        && comparison.newVersion().compiles());
        return compared ? ExitCode.PASSED : ExitCode.FAILED;
    }
}
