package org.plimsoll.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.plimsoll.cases.CaseReport;
import org.plimsoll.cases.CaseReportText;
import org.plimsoll.engine.RuleSetCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Checks rule sets and runs their worked cases, expected beside actual, and which rules they fire. Of a folder"
                        + " that holds rule sets, those that fail are shown so, and all of them in a line each.")
final class TestCommand implements Callable<Integer> {
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

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RuleFolder> read = RuleFolder.readAll(folders, base);
        RuleSetCompiler compiler = new RuleSetCompiler();
        List<RuleSetTest> tests = new ArrayList<>();
        for (RuleFolder folder : read) {
            console.progress("compiling " + folder.path());
            AtomicInteger done = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            tests.add(RuleSetTest.of(folder, compiler, result -> {
                failed.addAndGet(result.passed() ? 0 : 1);
                console.progress(
                        "testing " + folder.path() + ": " + done.incrementAndGet() + " cases, " + failed + " failed");
            }));
        }
        console.progressDone();
        boolean passed = tests.stream().allMatch(RuleSetTest::passed);
        switch (format) {
            case TEXT -> write(tests);
            case JSON ->
                console.line(JsonReport.text(new JsonReport.Tested(
                        passed,
                        tests.stream().map(JsonReport.TestedRuleSet::of).toList(),
                        JsonReport.Total.of(Tally.of(tests)))));
            case JUNIT -> console.out().print(JunitReport.ofTests(tests));
        }
        return passed ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** Rule sets that were named in full; of those that were found below a folder what failed, and a line each. */
    private void write(List<RuleSetTest> tests) {
        Set<String> named = folders.stream().map(Path::toString).collect(Collectors.toSet());
        List<RuleSetTest> found = tests.stream()
                .filter(test -> !named.contains(test.check().folder().path()))
                .toList();
        tests.stream().filter(test -> !found.contains(test) || !test.passed()).forEach(this::write);
        if (!found.isEmpty()) {
            console.lines(LibraryText.of(found));
        }
    }

    private void write(RuleSetTest test) {
        CheckCommand.write(test.check(), console);
        CaseReport report = test.report();
        if (report == null) {
            return;
        }
        console.lines(CaseReportText.of(report));
        console.line("rules fired by cases, by file:");
        test.coverageByFile()
                .forEach((file, counts) -> console.line("  " + file + "  " + counts[0] + " of " + counts[1]));
        if (report.results().isEmpty()) {
            console.line(console.painted(Console.Colour.RED, "failed") + ": "
                    + (report.diagnostics().isEmpty()
                            ? "there is no case; write one in cases/."
                            : "no case could be read; mend what is found in cases/."));
        } else if (!test.isCovered()) {
            console.line(console.painted(Console.Colour.RED, "failed") + ": cases fire "
                    + (report.rules().size() - report.unfired().size()) + " of "
                    + CheckCommand.counted(report.rules().size(), "rule")
                    + ", and the manifest's gate minimumCoverage is "
                    + test.minimumCoverage().toPlainString() + ".");
        }
    }
}
