package org.plimsoll.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.decision.Evaluator;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.Explain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates a request, as the server takes it, with the rules of a folder, and prints the decision as JSON.",
            "A refusal is printed as a problem, with exit code 1."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the rule set.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "REQUEST.json", description = "The request; - reads it from the input.")
    private Path request = Path.of("");

    @Option(
            names = "--explain",
            paramLabel = "HOW",
            description = "none, rules or full (default: what the request says, else rules).")
    private @Nullable Explain explain;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new RequestUnderRules(console, folder, base, request).run((body, asked, compiler, rules) -> {
            RuleSetIdentity identity = new RuleSetIdentity(rules.name(), 0, rules.contentHash());
            Decision decision = new Evaluator(identity, rules.terms(), rules).evaluate(asked.submission());
            console.json(DecisionWriter.result(decision, explain == null ? asked.explain() : explain));
            return ExitCode.PASSED;
        });
    }
}
