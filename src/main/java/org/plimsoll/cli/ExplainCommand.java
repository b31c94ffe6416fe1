package org.plimsoll.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.WhyNot;
import org.plimsoll.engine.ExplanationUnavailable;
import org.plimsoll.engine.why.ExplainedDecision;
import org.plimsoll.engine.why.ExplainedDecision.Question;
import org.plimsoll.portfolio.Refusal;
import org.plimsoll.replay.core.RecordedBytes;
import org.plimsoll.wire.DecisionSeal;
import org.plimsoll.wire.DecisionWriter;
import org.plimsoll.wire.ExplanationLetter;
import org.plimsoll.wire.ExplanationWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates a request with the rules of a folder, and says why the decision is what it is: a letter in Markdown, or"
                    + " JSON.",
            "A refusal is printed as a problem, with exit code 1."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder of the rule set.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "REQUEST.json", description = "The request; - reads it from the input.")
    private Path request = Path.of("");

    @Option(names = "--why-not", paramLabel = "RULE", description = "Also say why the rule of this name did not fire.")
    private @Nullable String rule;

    @Option(
            names = "--why-not-action",
            paramLabel = "TYPE",
            description = "Also say why no rule required this action, such as MARGIN_CALL.")
    private @Nullable String action;

    @Option(
            names = "--subject",
            paramLabel = "ID",
            description = "Position, asset, group or pool that both are asked about (default: any).")
    private @Nullable String subject;

    @Option(names = "--format", paramLabel = "FORMAT", description = "markdown or json (default: markdown).")
    private Format format = Format.MARKDOWN;

    /** How an explanation is written. */
    enum Format {
        MARKDOWN,
        JSON
    }

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (subject != null && rule == null && action == null) {
            throw new UsageFailure("--subject says what --why-not or --why-not-action is about; give one of them.");
        }
        return new RequestUnderRules(console, folder, base, request).run((body, asked, compiler, rules) -> {
            ExplainedDecision explained = ExplainedDecision.made(compiler, rules, asked.submission());
            DecisionSeal seal = new DecisionSeal(
                    null,
                    RecordedBytes.sha256(body),
                    null,
                    RecordedBytes.sha256(DecisionWriter.result(explained.decision(), asked.explain())));
            print(seal, explained, answers(explained));
            return ExitCode.PASSED;
        });
    }

    private List<WhyNot> answers(ExplainedDecision explained) {
        try {
            return explained.whyNot(new Question(rule, action, subject));
        } catch (Refusal e) {
            throw new UsageFailure(e.problems().get(0).message());
        } catch (ExplanationUnavailable e) {
            throw new UsageFailure(String.valueOf(e.getMessage()));
        }
    }

    private void print(DecisionSeal seal, ExplainedDecision explained, List<WhyNot> answers) {
        switch (format) {
            case JSON -> console.json(ExplanationWriter.write(seal, explained, answers));
            case MARKDOWN -> {
                console.out().print(ExplanationLetter.write(seal, explained, answers));
                console.out().flush();
            }
        }
    }
}
